using System.Text.Json;
using IncidentBot.Chat.Cards;
using IncidentBot.Slack.Incoming;

namespace IncidentBot.Slack.Forms;

/// <summary>What somebody put into a modal, by the names of the fields.</summary>
internal static class Answers
{
    /// <summary>The answers; a field that was left empty is not among them.</summary>
    public static Dictionary<string, string> Of(JsonElement view, ModalState state, INames names)
    {
        var values = view.Find("state").Find("values");
        var answers = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var field in state.Fields)
        {
            var value = values.Find(field.Name).Find(Modal.Action);
            var answer = field.Kind switch
            {
                FieldKind.Choice => value.Find("selected_option").Text("value"),
                FieldKind.Person => value.Text("selected_user") is { Length: > 0 } id ? names.PersonOf(id, "").Mention : "",
                FieldKind.Date => value.Text("selected_date"),
                _ => value.Text("value"),
            };
            if (answer.Trim().Length > 0)
            {
                answers[field.Name] = answer;
            }
        }

        return answers;
    }
}
