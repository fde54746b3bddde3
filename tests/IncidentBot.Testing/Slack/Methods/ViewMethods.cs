using System.Text.Json.Nodes;

namespace IncidentBot.Testing.Slack;

/// <summary>views.open, push, update and publish.</summary>
internal static class ViewMethods
{
    public static IReadOnlyList<SlackMethod> All { get; } =
    [
        new("views.open", SlackMethod.Tier4, Open) { Required = ["trigger_id|interactivity_pointer", "view"] },
        new("views.push", SlackMethod.Tier4, Push) { Required = ["trigger_id|interactivity_pointer", "view"] },
        new("views.update", SlackMethod.Tier4, Update) { Required = ["view_id|external_id", "view"] },
        new("views.publish", SlackMethod.Tier4, Publish) { Required = ["user_id", "view"] },
    ];

    /// <summary>A view as Slack hands it back to the app.</summary>
    public static JsonObject ToJson(SlackView view, FakeSlackOptions options)
    {
        var json = view.Content.DeepClone().AsObject();
        json["id"] = view.Id;
        json["team_id"] = options.TeamId;
        json["app_id"] = options.AppId;
        json["bot_id"] = options.BotId;
        json["app_installed_team_id"] = options.TeamId;
        json["hash"] = view.Hash;
        json["root_view_id"] = view.RootId;
        json["previous_view_id"] = view.PreviousId;
        json["callback_id"] ??= "";
        json["external_id"] ??= "";
        json["private_metadata"] ??= "";
        json["state"] ??= new JsonObject { ["values"] = new JsonObject() };
        return json;
    }

    private static JsonObject Open(SlackRequest request)
    {
        var content = Content(request, "modal");
        return Answer(request, request.Slack.Views.Open(Redeem(request), content));
    }

    private static JsonObject Push(SlackRequest request)
    {
        var content = Content(request, "modal");
        return Answer(request, request.Slack.Views.Push(Redeem(request), content));
    }

    private static JsonObject Update(SlackRequest request)
    {
        var content = Content(request, "modal");
        return Answer(
            request,
            request.Slack.Views.Update(request.Args["view_id"], request.Args["external_id"], request.Args["hash"], content)
        );
    }

    private static JsonObject Publish(SlackRequest request)
    {
        var content = Content(request, "home");
        var user = request.Workspace.User(request.Text("user_id")) ?? throw new SlackRefusal("invalid_arguments", "user_not_found");
        return Answer(request, request.Slack.Views.Publish(user.Id, request.Args["hash"], content));
    }

    private static string Redeem(SlackRequest request) =>
        request.Slack.Triggers.Redeem(request.Args["trigger_id"] ?? request.Text("interactivity_pointer"));

    private static JsonObject Content(SlackRequest request, string type)
    {
        var view =
            request.Args.Object("view") ?? throw new SlackRefusal("invalid_arguments", "must provide an object [json-pointer:/view]");
        ViewRules.Check(view, type);
        return view;
    }

    private static JsonObject Answer(SlackRequest request, SlackView view) => SlackRequest.Ok(("view", ToJson(view, request.Options)));
}
