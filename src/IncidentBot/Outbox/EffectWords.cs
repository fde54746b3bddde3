namespace IncidentBot.Outbox;

/// <summary>Effects in words, for people who hear that one did not happen.</summary>
internal static class EffectWords
{
    /// <summary>What it is: “the invitation of Ana Silva”.</summary>
    public static string Of(Effect effect) =>
        effect switch
        {
            OpenChannel => "the incident's channel",
            RefreshHeader => "the header card",
            RefreshAnnouncement or PostAnnouncement => "the announcement",
            InviteResponder invite => $"the invitation of {invite.Who.Name}",
            TellPerson tell => $"a message to {tell.Who.Name}",
            TellAgain tell => $"a message to {tell.Who.Name}",
            TellReminders tell => $"the reminders for {tell.Who.Name}",
            PostDraft => "the draft of the postmortem",
            PublishDocument publish => $"the published postmortem ({publish.To})",
            WordPostmortem => "the wording of the postmortem by a model",
            DressChannel => "the topic, pin or bookmark of the incident's channel",
            ArchiveChannel => "the archiving of the incident's channel",
            _ => "a message to the channel",
        };
}
