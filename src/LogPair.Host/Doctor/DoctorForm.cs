namespace LogPair.Host.Doctor;

/// <summary>How findings are told.</summary>
internal enum DoctorForm
{
    Text,
    Json,
}
