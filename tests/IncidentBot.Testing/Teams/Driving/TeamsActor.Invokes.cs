using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Teams;

/// <summary>Buttons, dialogs and the message menu.</summary>
public sealed partial class TeamsActor
{
    /// <summary>Presses a button of a message's card; the inputs of the card go with it.</summary>
    public Task<TeamsReply> Presses(string title, TeamsMessage message, TeamsConversation where, JsonObject? inputs = null) =>
        Press(Action(title, message.Card), message, where, inputs);

    /// <summary>Looks at a message whose card asks to be refreshed.</summary>
    public Task<TeamsReply> LooksAt(TeamsMessage message, TeamsConversation where) =>
        Invoke(
            "adaptiveCard/action",
            new JsonObject { ["action"] = message.Card!["refresh"]!["action"]!.DeepClone(), ["trigger"] = "automatic" },
            where,
            message
        );

    /// <summary>Sends a dialog that the bot has opened.</summary>
    public Task<TeamsReply> Submits(TeamsReply opened, JsonObject answers, TeamsConversation where, TeamsMessage? pressed = null)
    {
        var submit = TeamsCards.Actions(opened.Dialog).Single(action => action["type"]!.ToString() == "Action.Submit");
        var data = submit["data"]?.DeepClone().AsObject() ?? [];
        foreach (var input in TeamsCards.Inputs(opened.Dialog))
        {
            var id = input["id"]!.ToString();
            if ((answers[id] ?? input["value"]) is { } value && value.ToString().Length > 0)
            {
                data[id] = value.ToString();
            }
            else if (input["isRequired"]?.ToString() == "true")
            {
                throw new InvalidOperationException($"Teams does not send a dialog whose required field {id} is empty.");
            }
        }

        var name = opened.Activity["name"]!.ToString();
        if (!name.StartsWith("composeExtension/", StringComparison.Ordinal))
        {
            return Invoke(
                "task/submit",
                new JsonObject
                {
                    ["data"] = data,
                    ["context"] = new JsonObject { ["theme"] = "default" },
                },
                where,
                pressed
            );
        }

        var value2 = opened.Activity["value"]!.DeepClone().AsObject();
        value2["data"] = data;
        return Invoke("composeExtension/submitAction", value2, where, null);
    }

    /// <summary>Chooses a command of the app in the menu of a message.</summary>
    public Task<TeamsReply> Chooses(string commandId, TeamsMessage message, TeamsConversation where) =>
        Invoke(
            "composeExtension/fetchTask",
            new JsonObject
            {
                ["commandId"] = commandId,
                ["commandContext"] = "message",
                ["context"] = new JsonObject { ["theme"] = "default" },
                ["messagePayload"] = Payload(message),
            },
            where,
            null,
            message.Root
        );

    /// <summary>Any invoke at all.</summary>
    public async Task<TeamsReply> Invoke(string name, JsonObject value, TeamsConversation where, TeamsMessage? message, string? root = null)
    {
        var activity = _activities.New("invoke", User, where, message?.Root ?? root);
        activity["name"] = name;
        activity["value"] = value;
        if (message is not null)
        {
            activity["replyToId"] = message.Id;
        }

        var reply = await _teams.Door.SendAsync(activity);
        _teams.Changed();
        return reply;
    }

    private Task<TeamsReply> Press(JsonObject action, TeamsMessage message, TeamsConversation where, JsonObject? inputs)
    {
        var data = action["data"]?.DeepClone() as JsonObject ?? [];
        foreach (var (name, answer) in inputs ?? [])
        {
            data[name] = answer?.DeepClone();
        }

        if (action["type"]!.ToString() == "Action.Execute")
        {
            var sent = action.DeepClone().AsObject();
            sent["data"] = data;
            sent.Remove("fallback");
            return Invoke("adaptiveCard/action", new JsonObject { ["action"] = sent, ["trigger"] = "manual" }, where, message);
        }

        return data["msteams"]?["type"]?.ToString() == "task/fetch"
            ? Invoke(
                "task/fetch",
                new JsonObject
                {
                    ["data"] = data,
                    ["context"] = new JsonObject { ["theme"] = "default" },
                },
                where,
                message
            )
            : Submit(data, message, where);
    }

    // What an Action.Submit is: a message without words.
    private async Task<TeamsReply> Submit(JsonObject data, TeamsMessage message, TeamsConversation where)
    {
        var activity = _activities.New("message", User, where, message.Root);
        activity["value"] = data;
        activity["replyToId"] = message.Id;
        var reply = await _teams.Door.SendAsync(activity);
        _teams.Changed();
        return reply;
    }

    private static JsonObject Action(string title, JsonObject? card) =>
        TeamsCards.Actions(card).FirstOrDefault(action => action["title"]?.ToString() == title)
        ?? throw new InvalidOperationException(
            $"There is no button “{title}”, only {string.Join(", ", TeamsCards.Actions(card).Select(action => action["title"]))}."
        );

    private JsonObject Payload(TeamsMessage message) =>
        new()
        {
            ["id"] = message.Id,
            ["replyToId"] = message.Root == message.Id ? null : message.Root,
            ["createdDateTime"] = message.At.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", System.Globalization.CultureInfo.InvariantCulture),
            ["importance"] = "normal",
            ["linkToMessage"] = $"https://teams.microsoft.com/l/message/{message.Id}",
            ["body"] = new JsonObject { ["contentType"] = "html", ["content"] = $"<div>{message.Text}</div>" },
            ["from"] = message.Author is { } author
                ? new JsonObject
                {
                    ["user"] = new JsonObject
                    {
                        ["userIdentityType"] = "aadUser",
                        ["id"] = author.AadObjectId,
                        ["displayName"] = author.Name,
                    },
                }
                : new JsonObject { ["application"] = new JsonObject { ["displayName"] = "IncidentBot" } },
            ["attachments"] = new JsonArray(),
            ["mentions"] = new JsonArray([.. Mentioned(message)]),
            ["reactions"] = new JsonArray(),
        };

    private IEnumerable<JsonNode> Mentioned(TeamsMessage message) =>
        (message.Activity["entities"] as JsonArray ?? [])
            .Where(entity => entity!["type"]?.ToString() == "mention")
            .Select(entity => _teams.Organisation.Users.Find(user => user.Id == entity!["mentioned"]!["id"]!.ToString()))
            .OfType<TeamsUser>()
            .Select(user =>
                (JsonNode)
                    new JsonObject
                    {
                        ["mentionText"] = user.Name,
                        ["mentioned"] = new JsonObject
                        {
                            ["user"] = new JsonObject { ["id"] = user.AadObjectId, ["displayName"] = user.Name },
                        },
                    }
            );
}
