namespace IncidentBot.Nudges;

/// <summary>What the bot may have to say by itself while an incident runs. The numbers stand in events: they are for ever.</summary>
[Flags]
public enum NudgeSubjects
{
    /// <summary>Nothing.</summary>
    None = 0,

    /// <summary>Somebody was paged or brought in, and has not answered.</summary>
    Call = 1,

    /// <summary>Nobody leads.</summary>
    Command = 2,

    /// <summary>The status update that was promised is due.</summary>
    Update = 4,

    /// <summary>Nobody has said anything for long, and it is bad.</summary>
    Silence = 8,
}
