namespace IncidentBot.Postmortems.Publishing;

/// <summary>Somewhere that a published postmortem goes besides the chat: a mailing list, a folder, a repository. The outbox delivers to it.</summary>
/// <remarks>A call may be a repetition whose first try had an unknown outcome; the same publication leads to the same thing there.</remarks>
public interface IPublicationTarget
{
    /// <summary>Its name in the outbox, where platforms have theirs: <c>mail</c>.</summary>
    string Name { get; }

    /// <summary>What it is in words, for people who hear that it failed: “the mail to ops@example.com”.</summary>
    string Spoken { get; }

    /// <summary>Brings it there.</summary>
    /// <exception cref="Chat.DeliveryFailedException">It could not.</exception>
    Task PublishAsync(Publication publication, CancellationToken cancellation);
}

/// <summary>A published postmortem.</summary>
/// <param name="Key">The same for every try.</param>
/// <param name="Incident">Which incident's.</param>
/// <param name="Title">What broke.</param>
/// <param name="By">Who published it.</param>
/// <param name="Markdown">The document.</param>
/// <param name="Html">The same as a page of its own.</param>
public sealed record Publication(string Key, Incidents.IncidentId Incident, string Title, string By, string Markdown, string Html)
{
    /// <summary>A short name without a format: <c>postmortem-INC-42</c>.</summary>
    public string File => $"postmortem-{Incident}";

    /// <summary>Its line in a subject or a log.</summary>
    public string Subject => $"Postmortem {Incident}: {Title}";
}
