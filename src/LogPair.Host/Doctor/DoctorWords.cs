namespace LogPair.Host.Doctor;

/// <summary>Names and numbers of verdicts, the same in every form.</summary>
internal static class DoctorWords
{
    public static string Of(Verdict verdict) => verdict switch
    {
        Verdict.Ok => "ok",
        Verdict.Warning => "warning",
        Verdict.Failure => "failure",
        _ => "skipped",
    };

    public static int Count(IReadOnlyList<Diagnosis> diagnoses, Verdict verdict) =>
        diagnoses.Count(each => each.Finding.Verdict == verdict);
}
