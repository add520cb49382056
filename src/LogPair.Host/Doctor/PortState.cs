namespace LogPair.Host.Doctor;

/// <summary>Who is behind the port.</summary>
internal enum PortState
{
    /// <summary>Nobody, and <c>run</c> could have it.</summary>
    Free,

    /// <summary>Nobody, and <c>run</c> could not have it.</summary>
    NotToBeHad,

    /// <summary>A processor.</summary>
    Processor,

    /// <summary>Something else.</summary>
    Stranger,

    /// <summary>Somebody who answers only those who have a certificate, which doctor has not.</summary>
    Closed,

    /// <summary>The system chooses the port when the processor starts.</summary>
    Unknown,
}
