namespace LogPair.Host.Doctor.Examinations;

/// <summary>Every examination, in the order in which a line travels: settings, files, machine, port, numbers.</summary>
internal static class ExaminationTable
{
    public static readonly IReadOnlyList<IExamination> All =
    [
        new RulesExamination(),
        new LogsExamination(),
        new WriterExamination(),
        new FormatExamination(),
        new ClockExamination(),
        new EventsExamination(),
        new InotifyExamination(),
        new OpenFilesExamination(),
        new StateExamination(),
        new SpaceExamination(),
        new BudgetExamination(),
        new MemoryExamination(),
        new CpuExamination(),
        new TlsExamination(),
        new PortExamination(),
        new ProcessorExamination(),
        new CountingExamination(),
        new ScrapesExamination(),
    ];
}
