namespace LogPair.Host.Doctor;

/// <summary>A finding, and the examination that it is from.</summary>
internal sealed record Diagnosis(string Examination, Finding Finding);
