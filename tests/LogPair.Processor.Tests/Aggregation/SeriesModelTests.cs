using CsCheck;

namespace LogPair.Processor.Tests.Aggregation;

public class SeriesModelTests
{
    [Fact]
    public void EveryTypeAddsUpAsTheModelDoesThroughLanesLimitsExpiryFailuresAndRestarts()
    {
        var operation = Gen.Select(Gen.Int[0, 19], Gen.Int[0, 2], Gen.Int[0, 6], Gen.Int[-5, 20], Gen.Int[0, 12]);

        operation.Array[1, 120].Sample(
            operations =>
            {
                var machine = new SeriesMachine();
                foreach (var (kind, lane, label, value, age) in operations)
                {
                    switch (kind)
                    {
                        case < 12:
                            machine.Measure(lane, label, value, age);
                            break;
                        case < 15:
                            machine.Commit(lane);
                            break;
                        case 15:
                            machine.Pass(seconds: label);
                            break;
                        case 16:
                            machine.FailToSave();
                            break;
                        case 17:
                            machine.Restart();
                            break;
                        default:
                            machine.Save();
                            break;
                    }
                }

                machine.Check();
            },
            iter: 400);
    }
}
