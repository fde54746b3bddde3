namespace IncidentBot.Import.Sections;

/// <summary>What a part of a postmortem is about.</summary>
internal enum Section
{
    /// <summary>Before anything was named.</summary>
    None,

    /// <summary>Something that is no fact of the incident, or that nobody here knows the name of.</summary>
    Other,

    /// <summary>What happened, in short.</summary>
    Summary,

    /// <summary>From when to when.</summary>
    Duration,

    /// <summary>When it began.</summary>
    Start,

    /// <summary>When it was over.</summary>
    End,

    /// <summary>The day.</summary>
    Date,

    /// <summary>The zone of all times.</summary>
    Zone,

    /// <summary>How long it took to end it.</summary>
    TimeToResolve,

    /// <summary>Who and what was affected.</summary>
    Impact,

    /// <summary>How bad it was.</summary>
    Severity,

    /// <summary>How it was noticed.</summary>
    Detection,

    /// <summary>What happened when.</summary>
    Timeline,

    /// <summary>The root cause.</summary>
    Cause,

    /// <summary>Root cause and resolution in one.</summary>
    CauseAndResolution,

    /// <summary>What ended it.</summary>
    Resolution,

    /// <summary>Measures, not yet told apart.</summary>
    Measures,

    /// <summary>Measures proposed.</summary>
    Improvements,

    /// <summary>Measures promised.</summary>
    Tasks,

    /// <summary>What people outside were told.</summary>
    Communication,
}
