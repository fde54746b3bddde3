using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Outbox;

namespace IncidentBot.Postmortems.Wording;

/// <summary>Asks the model that is set, if any, to word the summary and the lessons anew.</summary>
public sealed record Reword : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => "postmortem reword";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        !incident.IsClosed ? Decision.Refuse($"{incident.Id} is not closed yet, so there is no draft to word. Say `close` first.")
        : asked.Postmortems.Wording is null
            ? Decision.Refuse("No model is set, so the bot's own words stand; `Wording__Endpoint` and `Wording__Model` set one.")
        : !IsWanted(incident, asked.Postmortems)
            ? Decision.Refuse("What is private is given to no model; `Wording__PrivateIncidents` would allow it.")
        : Decision
            .Nothing("The model is asked. What it says and the entries bear out is added to the draft in a moment.")
            .Showing(Of(incident, asked.Postmortems));

    /// <summary>What asks the model, where one is set that may read the incident.</summary>
    internal static ImmutableArray<Effect> Of(Incident incident, PostmortemOptions options) =>
        IsWanted(incident, options) ? [new WordPostmortem()] : ImmutableArray<Effect>.Empty;

    /// <summary>Whether there is a model that may read an incident.</summary>
    internal static bool IsWanted(Incident incident, PostmortemOptions options) =>
        options.Wording is { } wording && !incident.IsTutorial && (!incident.IsPrivate || wording.IsForPrivate);
}
