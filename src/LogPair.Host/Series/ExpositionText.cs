namespace LogPair.Host.Series;

/// <summary>Reads the Prometheus text format 0.0.4, as a scraper would.</summary>
internal static class ExpositionText
{
    /// <summary>Every sample by <see cref="SeriesName"/>.</summary>
    /// <exception cref="FormatException">A line is no sample.</exception>
    public static Dictionary<string, double> Parse(string exposition)
    {
        var samples = new Dictionary<string, double>();
        foreach (var sample in Samples(exposition))
        {
            if (!samples.TryAdd(sample.Series, sample.Value)) throw new FormatException($"Series '{sample.Series}' appears twice.");
        }

        return samples;
    }

    /// <summary>Every sample, in the order of the text.</summary>
    /// <exception cref="FormatException">A line is no sample.</exception>
    public static IEnumerable<SampleLine> Samples(string exposition)
    {
        foreach (var line in exposition.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            if (line.StartsWith('#')) continue;
            if (!SampleLine.TryParse(line, out var sample, out var problem, out _))
                throw new FormatException($"'{line}' is no sample: {problem}.");

            yield return sample;
        }
    }
}
