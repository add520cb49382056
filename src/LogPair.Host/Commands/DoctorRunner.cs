using System.Net.Http.Headers;
using LogPair.Host.Configuration;
using LogPair.Host.Doctor;
using LogPair.Host.Doctor.Examinations;
using LogPair.Host.Series;
using LogPair.Host.Web.Access;
using LogPair.Host.Web.Settings;

namespace LogPair.Host.Commands;

/// <summary>Examines the set-up that <c>run</c> would use, and says what is wrong with it.</summary>
internal static class DoctorRunner
{
    private const string Broken = "It is not known whether this is right.";
    private const string ReadIt = "Look at what the message names; if it makes no sense, report it.";

    /// <param name="flags">As of <c>run</c>.</param>
    /// <param name="credentialsFile">For a port that asks for credentials; null for none.</param>
    /// <param name="form">How to tell.</param>
    /// <param name="surroundings">Findings go to its output.</param>
    public static async Task<int> RunAsync(
        IReadOnlyDictionary<string, string> flags, string? credentialsFile, DoctorForm form, Surroundings surroundings)
    {
        AuthenticationHeaderValue? credentials = null;
        if (credentialsFile is not null && (credentials = CredentialsFile.TryRead(credentialsFile, out var problem))
            is null)
        {
            surroundings.Error.WriteLine($"--credentials-file: {problem}.");
            return ExitCode.WrongUse;
        }

        var diagnoses = await ExamineAsync(flags, credentials, surroundings);
        surroundings.Print(form == DoctorForm.Json ? DoctorJson.Render(diagnoses)
            : DoctorText.Render(diagnoses, surroundings.HasColours));
        return diagnoses.Any(each => each.Finding.Verdict == Verdict.Failure) ? ExitCode.Failed : ExitCode.Done;
    }

    private static async Task<IReadOnlyList<Diagnosis>> ExamineAsync(
        IReadOnlyDictionary<string, string> flags, AuthenticationHeaderValue? credentials, Surroundings surroundings)
    {
        var configuration = ConfigurationLoader.Load(flags, surroundings.Variable);
        using var asker =
            new PortAsker(configuration.Settings, WebOf(configuration.Settings, surroundings.Time), credentials);
        var patient = new Patient(configuration, await asker.AskAsync(surroundings.Stop), surroundings);
        return [.. ExaminationTable.All.SelectMany(examination => Examine(examination, patient))];
    }

    private static WebSnapshot? WebOf(HostSettings settings, TimeProvider time) => settings.WebConfig is { } path
        ? WebSnapshot.TryCreate(WebConfigReading.OfQuiet(path), time, out _)
        : WebSnapshot.Open(time);

    private static IEnumerable<Diagnosis> Examine(IExamination examination, Patient patient)
    {
        patient.Surroundings.Stop.ThrowIfCancellationRequested();
        List<Finding> findings = [];
        try
        {
            findings.AddRange(examination.Examine(patient));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            findings.Add(Finding.Warning($"it cannot be looked at: {exception.Message.TrimEnd('.')}", Broken, ReadIt));
        }

        return findings.Select(finding => new Diagnosis(examination.Name, Printable(finding)));
    }

    // Names of files are somebody else's text.
    private static Finding Printable(Finding finding) => finding with
    {
        What = PrintableText.Of(finding.What.ReplaceLineEndings(" ")),
        Why = finding.Why is { } why ? PrintableText.Of(why) : null,
        Remedy = finding.Remedy is { } remedy ? PrintableText.Of(remedy) : null,
    };
}
