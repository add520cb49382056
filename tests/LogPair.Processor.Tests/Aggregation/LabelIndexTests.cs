using CsCheck;
using LogPair.Processor.Aggregation;

namespace LogPair.Processor.Tests.Aggregation;

public class LabelIndexTests
{
    [Fact]
    public void ItNumbersKeysLikeADictionary()
    {
        var keys = Gen.Byte[(byte)'a', (byte)'d'].Array[0, 6].Array[0, 400];

        keys.Sample(batch =>
        {
            var index = new LabelIndex();
            var model = new Dictionary<string, int>();
            foreach (var key in batch)
            {
                var text = Convert.ToHexString(key);
                Assert.Equal(model.GetValueOrDefault(text, -1), index.Find(key));
                if (!model.TryGetValue(text, out var expected)) model[text] = expected = model.Count;
                Assert.Equal(expected, index.GetOrAdd(key));
                Assert.True(index.Key(expected).SequenceEqual(key));
            }

            Assert.Equal(model.Count, index.Count);
        });
    }

    [Fact]
    public void AfterClearItBeginsAnew()
    {
        var index = new LabelIndex();
        for (byte i = 0; i < 100; i++) index.GetOrAdd([i]);

        index.Clear();

        Assert.Equal(-1, index.Find([7]));
        Assert.Equal(0, index.GetOrAdd([7]));
    }
}
