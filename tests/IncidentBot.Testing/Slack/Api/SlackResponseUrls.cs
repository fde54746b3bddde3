using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Slack;

/// <summary>Response URLs: five posts within thirty minutes, in whatever channel the person was.</summary>
internal sealed class SlackResponseUrls(FakeSlack slack)
{
    /// <summary>The name under which posts to response URLs are recorded and meet faults.</summary>
    public const string Method = "response_url";

    private const int MaxUses = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly Dictionary<string, SlackResponseUrl> _urls = new(StringComparer.Ordinal);

    public SlackResponseUrl Issue(string channel, string user, string? originalTs)
    {
        var id = slack.Workspace.NewId("R");
        var url = new SlackResponseUrl(new Uri(slack.Url, $"response/{id}").ToString(), channel, user, slack.Options.Time.GetUtcNow())
        {
            OriginalTs = originalTs,
        };
        lock (_urls)
        {
            return _urls[id] = url;
        }
    }

    public async Task ServeAsync(HttpContext context, string id)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var fault = slack.Faults.Take(Method);
        var call = new SlackCall(Method, new SlackArgs(Parse(body) ?? []), slack.Options.Time.GetUtcNow()) { Fault = fault };
        if (fault is { StopsTheCall: true })
        {
            slack.Record(call with { Status = fault.Status });
            await fault.BeforeAsync(context, slack);
            return;
        }

        await (fault?.BeforeAsync(context, slack) ?? Task.CompletedTask);
        call = Answer(id, call, isJson: Parse(body) is not null);
        slack.Record(call);
        if (fault is null || await fault.AfterAsync(context, slack))
        {
            context.Response.StatusCode = call.Status;
            await context.Response.WriteAsync(call.Ok ? "ok" : call.Answer?.ToJsonString() ?? "");
        }
    }

    private static JsonObject? Parse(string body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private SlackCall Answer(string id, SlackCall call, bool isJson)
    {
        try
        {
            var url = Use(id);
            Apply(url, isJson ? call.Args : throw new SlackRefusal("invalid_payload"));
            return call with { Answer = SlackRequest.Ok() };
        }
        catch (SlackRefusal refusal)
        {
            return call with { Answer = refusal.ToJson(), Status = StatusCodes.Status404NotFound };
        }
    }

    private SlackResponseUrl Use(string id)
    {
        lock (_urls)
        {
            var url = _urls.GetValueOrDefault(id) ?? throw new SlackRefusal("invalid_url");
            var error =
                slack.Options.Time.GetUtcNow() - url.Issued > Life ? "expired_url"
                : url.Uses >= MaxUses ? "used_url"
                : null;
            return error is null ? _urls[id] = url with { Uses = url.Uses + 1 } : throw new SlackRefusal(error);
        }
    }

    private void Apply(SlackResponseUrl url, SlackArgs args)
    {
        var channel = slack.Workspace.Channel(url.Channel) ?? throw new SlackRefusal("channel_not_found");
        var original = url.OriginalTs is { } ts ? channel.Find(ts) : null;
        if (args.Flag("delete_original"))
        {
            channel.Remove((original ?? throw new SlackRefusal("message_not_found")).Ts);
            return;
        }

        var content = MessageContent.Read(args, required: true);
        if (args.Flag("replace_original") && original is not null)
        {
            // An ephemeral message stays one, whatever response_type says.
            channel.Replace(content.On(original) with { EditedTs = slack.Workspace.NextTs() });
            return;
        }

        channel.Add(
            content.On(
                new SlackMessage(channel.Id, slack.Workspace.NextTs())
                {
                    User = slack.Options.BotUserId,
                    BotId = slack.Options.BotId,
                    OnlyFor = args["response_type"] == "in_channel" ? null : url.User,
                    ThreadTs = args["thread_ts"],
                    ResponseUrl = url.Url,
                }
            )
        );
    }
}
