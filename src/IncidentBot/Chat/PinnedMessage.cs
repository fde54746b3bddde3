using IncidentBot.People;

namespace IncidentBot.Chat;

/// <summary>The chat message that an entry was taken from. <paramref name="Id"/> is the platform's id of the message in its channel.</summary>
public sealed record PinnedMessage(
    Place Where,
    string Id,
    Person Author,
    string? Permalink = null,
    IReadOnlyList<PinnedFile>? Files = null
);

/// <summary>A file that hung on a pinned message.</summary>
public sealed record PinnedFile(string Name, string Url);
