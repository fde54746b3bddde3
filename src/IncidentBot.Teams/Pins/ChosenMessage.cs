using System.Text.Json;
using IncidentBot.Chat;
using IncidentBot.People;
using IncidentBot.Teams.Incoming;
using IncidentBot.Teams.People;
using NodaTime;

namespace IncidentBot.Teams.Pins;

/// <summary>The message in whose menu somebody has chosen a command.</summary>
/// <param name="Id">Which message of its conversation.</param>
/// <param name="At">When it was written.</param>
/// <param name="Author">By whom; an app where no person did.</param>
/// <param name="Text">What it says, without markup.</param>
/// <param name="Link">Where it is read; empty where Teams did not say.</param>
internal sealed record ChosenMessage(string Id, Instant At, Person Author, string Text, string Link)
{
    private const string App = TeamsPlatform.PlatformName + ":app";

    /// <summary>Who is mentioned in it first; null where nobody is whom the bot knows.</summary>
    public Person? Mentioned { get; private init; }

    /// <summary>Whether a person has written it.</summary>
    public bool IsOfAPerson => Author.Id != App;

    /// <summary>Reads it; null where the invoke has none.</summary>
    public static ChosenMessage? Of(Activity invoke, TeamsPeople people)
    {
        var message = invoke.Value.Find("messagePayload");
        if (message.Text("id").Length == 0 || !DateTimeOffset.TryParse(message.Text("createdDateTime"), out var at))
        {
            return null;
        }

        var user = message.Find("from").Find("user");
        var author =
            user.Text("id").Length > 0
                ? people.PersonOfAccount(user.Text("id"), user.Text("displayName"))
                : new Person(App, message.Find("from").Find("application").Text("displayName") is { Length: > 0 } app ? app : "an app");
        var body = message.Find("body");
        var text = body.Text("contentType") == "text" ? body.Text("content") : TeamsWords.OfHtml(body.Text("content"));
        return new ChosenMessage(message.Text("id"), Instant.FromDateTimeOffset(at), author, text.Trim(), message.Text("linkToMessage"))
        {
            Mentioned = FirstOf(message, people),
        };
    }

    /// <summary>The message as the source of what is recorded.</summary>
    public PinnedMessage In(Place place) => new(place, Id, Author, Link.Length > 0 ? Link : null);

    private static Person? FirstOf(JsonElement message, TeamsPeople people) =>
        message
            .Items("mentions")
            .Select(mention => mention.Find("mentioned").Find("user"))
            .Where(user => user.Text("id").Length > 0)
            .Select(user => people.PersonOfAccount(user.Text("id"), user.Text("displayName")))
            .FirstOrDefault();
}
