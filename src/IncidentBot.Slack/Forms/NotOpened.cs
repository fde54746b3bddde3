using IncidentBot.Chat.Cards;

namespace IncidentBot.Slack.Forms;

/// <summary>What is said where a form could not be opened: the same can be typed.</summary>
internal static class NotOpened
{
    public static Card Card(string command, Form form)
    {
        var words = form.Template.IndexOf('{', StringComparison.Ordinal) is >= 0 and var hole ? form.Template[..hole] : form.Template;
        return IncidentBot.Chat.Cards.Card.Of(
            Prose.Of("Slack did not open the form, so nothing was recorded. Press once more, or type it: ")
                + Prose.Code($"{command} {words.Trim()} …")
        );
    }
}
