using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <content>Buttons and menus on messages, modals and the Home tab.</content>
public sealed partial class SlackActor
{
    /// <summary>Presses the newest button with this label in a channel; an entry of an overflow menu counts as a button.</summary>
    public Task<SlackReply> Press(string label, string channelId)
    {
        var seen = Sees(channelId)
            .Reverse()
            .Select(message => (message, element: FindButton(message.Blocks, label)))
            .FirstOrDefault(one => one.element is not null);
        return seen.element is null
            ? throw new InvalidOperationException($"Nothing in {channelId} can be pressed that says \"{label}\". {Offered(channelId)}")
            : Press(label, seen.message);
    }

    public Task<SlackReply> Press(string label, SlackMessage message)
    {
        var element = FindButton(message.Blocks, label) ?? throw new InvalidOperationException($"The message has no button \"{label}\".");
        return Act(message, element, SlackFieldValue.Pressed(element, label));
    }

    /// <summary>Chooses from a menu that is found by its placeholder or action id, in the newest message that has it.</summary>
    public Task<SlackReply> Choose(string menu, string option, string channelId)
    {
        foreach (var message in Sees(channelId).Reverse())
        {
            if (SlackBlocks.Elements(message.Blocks).FirstOrDefault(element => IsCalled(element, menu)) is { } element)
            {
                return Act(message, element, SlackFieldValue.Chosen(element, option));
            }
        }

        throw new InvalidOperationException($"There is no menu \"{menu}\" in {channelId}. {Offered(channelId)}");
    }

    /// <summary>Presses a button inside the modal this person looks at.</summary>
    public Task<SlackReply> PressInModal(string label) => PressIn(TheModal(), label);

    public Task<SlackReply> PressOnHome(string label) =>
        PressIn(HomeTab ?? throw new InvalidOperationException($"{User.Name} has no Home tab."), label);

    public Task<SlackReply> ChooseInModal(string menu, string option)
    {
        var view = TheModal();
        var element =
            SlackBlocks.Elements(view.Blocks).FirstOrDefault(one => IsCalled(one, menu))
            ?? throw new InvalidOperationException($"The modal has no menu \"{menu}\".");
        return Act(view, element, SlackFieldValue.Chosen(element, option));
    }

    /// <summary>Types into a menu whose options the app supplies; the reply holds what it offers.</summary>
    public Task<SlackReply> Suggest(string menu, string typed)
    {
        var view = TheModal();
        var element =
            SlackBlocks.Elements(view.Blocks).FirstOrDefault(one => IsCalled(one, menu))
            ?? throw new InvalidOperationException($"The modal has no menu \"{menu}\".");
        var payload = Payload("block_suggestion");
        payload["action_id"] = element.ActionId;
        payload["block_id"] = element.BlockId;
        payload["value"] = typed;
        payload["view"] = ViewMethods.ToJson(view, _slack.Options);
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        return Interact(payload);
    }

    private static SlackElement? FindButton(JsonArray? blocks, string label) =>
        SlackBlocks
            .Elements(blocks)
            .LastOrDefault(element =>
                element.Type switch
                {
                    "button" => element.Label == label,
                    "overflow" => SlackBlocks.Options(element.Json).Any(option => SlackBlocks.Text(option["text"], "text") == label),
                    _ => false,
                }
            );

    private static bool IsCalled(SlackElement element, string name) =>
        element.Label == name || element.ActionId == name || element.BlockId == name;

    private Task<SlackReply> PressIn(SlackView view, string label)
    {
        var element = FindButton(view.Blocks, label) ?? throw new InvalidOperationException($"The view has no button \"{label}\".");
        return Act(view, element, SlackFieldValue.Pressed(element, label));
    }

    private Task<SlackReply> Act(SlackView view, SlackElement element, JsonObject value)
    {
        var payload = Payload("block_actions");
        payload["container"] = new JsonObject { ["type"] = "view", ["view_id"] = view.Id };
        payload["view"] = ViewMethods.ToJson(view, _slack.Options);
        return Act(payload, element, value, responseUrl: null);
    }

    private Task<SlackReply> Act(SlackMessage message, SlackElement element, JsonObject value)
    {
        var responseUrl = _slack.ResponseUrls.Issue(message.Channel, User.Id, message.Ts);
        var payload = Payload("block_actions");
        payload["container"] = new JsonObject
        {
            ["type"] = "message",
            ["message_ts"] = message.Ts,
            ["channel_id"] = message.Channel,
            ["is_ephemeral"] = message.OnlyFor is not null,
        };
        if (message.ThreadTs is { } threadTs)
        {
            payload["container"]!["thread_ts"] = threadTs;
        }

        payload["channel"] = ChannelJson(message.Channel);

        // The content of a private notice is not handed to the app again.
        payload["message"] = message.OnlyFor is null ? message.ToJson(_slack.Options.TeamId) : null;
        payload["state"] = new JsonObject { ["values"] = SlackFieldValue.Initial(message.Blocks) };
        payload["response_url"] = responseUrl.Url;
        return Act(payload, element, value, responseUrl);
    }

    private Task<SlackReply> Act(JsonObject payload, SlackElement element, JsonObject value, SlackResponseUrl? responseUrl)
    {
        var action = value.DeepClone().AsObject();
        action["type"] = element.Type;
        action["action_id"] = element.ActionId;
        action["block_id"] = element.BlockId;
        action["action_ts"] = _slack.Workspace.NextTs();
        payload["actions"] = new JsonArray(action);
        return Interact(payload, responseUrl);
    }

    private SlackView TheModal() => Modal ?? throw new InvalidOperationException($"{User.Name} has no modal open.");

    private string Offered(string channelId) =>
        $"Offered are: {string.Join(", ", Sees(channelId).SelectMany(message => message.Actions))}.";
}
