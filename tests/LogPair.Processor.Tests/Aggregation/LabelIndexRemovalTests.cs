using CsCheck;
using LogPair.Processor.Aggregation;
using LogPair.Processor.Rules;

namespace LogPair.Processor.Tests.Aggregation;

public class LabelIndexRemovalTests
{
    [Fact]
    public void ItFindsWhatIsThereThroughRemovalsRenamesAndTrims()
    {
        var operation = Gen.Select(Gen.Int[0, 9], Gen.Int[0, 200]);

        operation.Array[1, 600].Sample(operations =>
        {
            var index = new LabelIndex();
            var model = new Dictionary<int, int>();
            foreach (var (kind, number) in operations)
            {
                if (kind < 5) model[number] = index.GetOrAdd(Key(number));
                else if (kind < 8 && model.Remove(number, out var slot)) index.Remove(slot);
                else if (kind == 8 && model.Remove(number, out var renamed)) Rename(renamed, number + 1000);
                else if (kind == 9) index.Trim();

                void Rename(int taken, int name)
                {
                    if (model.ContainsKey(name)) index.Remove(taken);
                    else
                    {
                        index.Rename(taken, Key(name));
                        model[name] = taken;
                    }
                }
            }

            Assert.Equal(model.Count, index.Count);
            Assert.Equal(model.Count, model.Values.Distinct().Count());
            Assert.All(model, entry => Assert.Equal(entry.Value, index.Find(Key(entry.Key))));
            Assert.All(model, entry => Assert.True(index.Key(entry.Value).SequenceEqual(Key(entry.Key))));
            Assert.Equal(model.Count, Enumerable.Range(0, index.Slots).Count(index.IsUsed));
        });
    }

    private static byte[] Key(int number) => LabelKey.Encode(new string('k', number % 40), $"{number}");
}
