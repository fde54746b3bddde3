using IncidentBot.Incidents;

namespace IncidentBot.Chat;

/// <summary>Said by the outbox when a platform has made the incident's channel.</summary>
public sealed record RecordChannel(ChannelOpened Channel) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"(channel {Channel.Channel})";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) =>
        incident.Channels.GetValueOrDefault(Channel.Channel.Platform) == Channel ? Decision.Nothing("known") : Channel;
}

/// <summary>Said by the outbox when something will never be delivered.</summary>
public sealed record RecordGivenUp(string What, string Because) : IncidentCommand
{
    /// <inheritdoc />
    public override string Line => $"(gave up: {What})";

    /// <inheritdoc />
    public override Decision Decide(Incident incident, Asked asked) => new DeliveryGivenUp(What, Because);
}
