namespace IncidentBot.Server.CommandLine;

/// <summary>What the program says when it ends.</summary>
internal static class ExitStatus
{
    /// <summary>It was done.</summary>
    public const int Ok = 0;

    /// <summary>It was refused or failed; a sentence on standard error says why.</summary>
    public const int Refused = 1;

    /// <summary>The command line was not understood.</summary>
    public const int Usage = 2;
}
