using IncidentBot.Chat.Cards;
using IncidentBot.Incidents;
using IncidentBot.Times;
using NodaTime;

namespace IncidentBot.Postmortems.Editing;

/// <summary>Shows who edited which section of the postmortem, and what the bot would write differently by now.</summary>
public sealed record ShowVersions : Question
{
    private const int MostLines = 30;

    /// <inheritdoc />
    public override string Line => "postmortem versions";

    /// <inheritdoc />
    public override Task<Chat.Reply> AnswerAsync(Questioned asked, CancellationToken cancellation) =>
        Task.FromResult(
            Chat.Reply.Answer(Answer(asked.Incident!, asked.Reminders.Postmortems)) with
            {
                Incident = asked.Incident!.Id.Number,
            }
        );

    /// <summary>The answer.</summary>
    internal static Card Answer(Incident incident, PostmortemOptions options)
    {
        var document = PostmortemDraft.Document(incident, options);
        var card = Card.Of(
            $"Postmortem {incident.Id}: sections and versions",
            new Listing([.. document.Sections.Select(section => Prose.Code(section.Name) + Standing(section))])
        );
        var versions = PostmortemVersion.Of(incident);
        card = versions.Count == 0 ? card : card.With(new Listing([.. versions.TakeLast(MostLines).Select(Line)]));
        return document
            .Sections.Where(section => section.IsBehind)
            .Aggregate(
                card,
                (all, section) =>
                    all.With(new Paragraph(Prose.Of("Under ") + Prose.Code(section.Name) + " the bot would now write differently:"))
                        .With(new Quote(Prose.Of(Chat.Phrase.Shortened(section.ChangedSince.Text, 1_500))))
                        .With(Buttons.Of(new Button("Take the bot's words", $"{incident.Id} postmortem restore {section.Name}")))
            );

        Prose Line(PostmortemVersion version) =>
            Prose.Of($"#{version.Entry.Number} ")
            + Prose.Time(version.Entry.When)
            + $" {version.Entry.By.Name}: "
            + Prose.Code(version.Section)
            + (version.Entry.What is SectionRestored ? " back to the bot's words" : $" {version.Difference.Spoken}");
    }

    private static Prose Standing(DocumentSection section) =>
        section.Edit is { } edit ? $" edited by {edit.By.Name} (#{edit.Number}){(section.IsBehind ? ", and changed since" : "")}" : "";
}
