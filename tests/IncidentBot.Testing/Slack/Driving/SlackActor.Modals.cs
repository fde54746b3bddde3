using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <content>Filling, submitting and closing modals.</content>
public sealed partial class SlackActor
{
    /// <summary>
    /// Fills the open modal and submits it. Fields are found by label, block id or action id; what is not named keeps its initial value.
    /// A required field left empty is refused here, as Slack's own client would.
    /// </summary>
    public Task<SlackReply> Submit(params (string Field, string Value)[] fields) => SubmitAgain(TheModal(), fields);

    /// <summary>Submits a modal that was submitted before, as somebody does whose first press got no answer in time.</summary>
    public async Task<SlackReply> SubmitAgain(SlackView view, params (string Field, string Value)[] fields)
    {
        var values = SlackFieldValue.Initial(view.Blocks);
        foreach (var (field, text) in fields)
        {
            var element =
                SlackBlocks.Elements(view.Blocks).FirstOrDefault(one => IsCalled(one, field) || LabelOf(view, one) == field)
                ?? throw new InvalidOperationException($"The modal \"{view.Title}\" has no field \"{field}\".");
            SlackFieldValue.Put(values, element, SlackFieldValue.Chosen(element, text));
        }

        RefuseEmpty(view, values);
        var payload = Payload("view_submission");
        var json = ViewMethods.ToJson(view, _slack.Options);
        json["state"] = new JsonObject { ["values"] = values };
        payload["view"] = json;
        payload["response_urls"] = new JsonArray();
        return Obey(view, await Interact(payload));
    }

    /// <summary>Closes the open modal without submitting; the app hears of it only if it asked to.</summary>
    public async Task<SlackReply?> Dismiss()
    {
        var view = TheModal();
        _slack.Views.CloseTop(User.Id);
        if (view.Content["notify_on_close"]?.GetValue<bool>() is not true)
        {
            return null;
        }

        var payload = Payload("view_closed");
        payload["view"] = ViewMethods.ToJson(view, _slack.Options);
        payload["is_cleared"] = false;
        return await Interact(payload);
    }

    private static string? LabelOf(SlackView view, SlackElement element) =>
        SlackBlocks.Text(InputBlock(view, element.BlockId)?["label"], "text");

    private static JsonObject? InputBlock(SlackView view, string blockId) =>
        view
            .Blocks.OfType<JsonObject>()
            .FirstOrDefault(block => SlackBlocks.Text(block, "block_id") == blockId && SlackBlocks.Text(block, "type") == "input");

    private static void RefuseEmpty(SlackView view, JsonObject values)
    {
        foreach (var element in SlackBlocks.Elements(view.Blocks))
        {
            if (InputBlock(view, element.BlockId) is not { } block)
            {
                continue;
            }

            var value = values[element.BlockId]?[element.ActionId] as JsonObject ?? [];
            if (SlackFieldValue.IsEmpty(value) && block["optional"]?.GetValue<bool>() is not true)
            {
                throw new InvalidOperationException(
                    $"Slack does not submit while the required field \"{LabelOf(view, element)}\" is empty."
                );
            }

            if (SlackBlocks.Text(value, "value") is { } text && text.Length > (element.Json["max_length"]?.GetValue<int>() ?? 3000))
            {
                throw new InvalidOperationException($"Slack does not take so long a text in \"{LabelOf(view, element)}\".");
            }
        }
    }

    // What the answer to a submission does to the stack of modals.
    private SlackReply Obey(SlackView view, SlackReply reply)
    {
        if (reply.Error is not null)
        {
            return reply;
        }

        try
        {
            switch (reply.ResponseAction)
            {
                case null:
                    _slack.Views.Close(User.Id, view.Id);
                    break;
                case "clear":
                    _slack.Views.CloseAll(User.Id);
                    break;
                case "update":
                    _slack.Views.Update(view.Id, externalId: null, hash: null, NewContent(reply));
                    break;
                case "push":
                    _slack.Views.Push(User.Id, NewContent(reply));
                    break;
                case "errors" when reply.Errors.Count > 0 && reply.Errors.Keys.All(id => InputBlock(view, id) is not null):
                    break;
                default:
                    return reply with { Error = "invalid_response_action" };
            }
        }
        catch (SlackRefusal refusal)
        {
            return reply with { Error = refusal.ToJson().ToJsonString() };
        }

        return reply;
    }

    private static JsonObject NewContent(SlackReply reply)
    {
        var content = reply.Json?["view"] as JsonObject ?? throw new SlackRefusal("invalid_arguments", "missing required field: view");
        ViewRules.Check(content, "modal");
        return content;
    }
}
