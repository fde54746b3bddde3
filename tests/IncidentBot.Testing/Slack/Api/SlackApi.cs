using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace IncidentBot.Testing.Slack;

/// <summary>Answers <c>/api/method</c> in the order Slack does: token, method, arguments, rate, scopes, then the method itself.</summary>
internal sealed class SlackApi(FakeSlack slack)
{
    private static readonly Dictionary<string, SlackMethod> Methods = SlackMethods.All.ToDictionary(
        method => method.Name,
        StringComparer.Ordinal
    );
    private readonly SlackRateLimits _limits = new(slack.Options);
    private readonly Lock _oneAtATime = new();

    public async Task ServeAsync(HttpContext context, string name)
    {
        using var reader = new StreamReader(context.Request.Body);
        var body = await reader.ReadToEndAsync(context.RequestAborted);
        var fault = slack.Faults.Take(name);
        var call = new SlackCall(name, SlackArgsReader.ForTheRecord(context.Request, body), slack.Options.Time.GetUtcNow())
        {
            Fault = fault,
            ContentType = context.Request.ContentType ?? "",
        };
        if (fault is { StopsTheCall: true })
        {
            slack.Record(call with { Status = fault.Status });
            await fault.BeforeAsync(context, slack);
            return;
        }

        await (fault?.BeforeAsync(context, slack) ?? Task.CompletedTask);
        call = Answer(context, body, call);
        slack.Record(call);
        if (fault is null || await fault.AfterAsync(context, slack))
        {
            await WriteAsync(context, call);
        }
    }

    public void NeedScope(params IReadOnlyList<string> scopes)
    {
        if (scopes.Count > 0 && !scopes.Any(slack.Scopes.Contains))
        {
            throw new SlackRefusal("missing_scope")
            {
                Extra = new JsonObject { ["needed"] = string.Join(',', scopes), ["provided"] = string.Join(',', slack.Scopes) },
            };
        }
    }

    private SlackCall Answer(HttpContext context, string body, SlackCall call)
    {
        try
        {
            CheckToken(context, Methods.GetValueOrDefault(call.Method));
            var method = Methods.GetValueOrDefault(call.Method) ?? throw new SlackRefusal("unknown_method");
            call = call with { Args = SlackArgsReader.Read(context.Request, body, method, slack.Violations) };
            if (_limits.Wait(method, call.Args) is { } seconds)
            {
                context.Response.Headers.RetryAfter = seconds.ToString();
                return call with { Status = StatusCodes.Status429TooManyRequests, Answer = new SlackRefusal("ratelimited").ToJson() };
            }

            return call with
            {
                Answer = Run(method, call.Args),
            };
        }
        catch (SlackRefusal refusal)
        {
            return call with { Answer = refusal.ToJson() };
        }
    }

    private JsonObject Run(SlackMethod method, SlackArgs args)
    {
        NeedScope(method.Scopes);
        var missing = method
            .Missing(args)
            .Select(name => $"missing required field: {name.Replace("|", " or ", StringComparison.Ordinal)}")
            .ToArray();
        if (missing.Length > 0)
        {
            throw new SlackRefusal("invalid_arguments", missing);
        }

        lock (_oneAtATime)
        {
            return method.Answer(new SlackRequest(slack, args));
        }
    }

    private void CheckToken(HttpContext context, SlackMethod? method)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) || header.Length == "Bearer ".Length)
        {
            throw new SlackRefusal("not_authed");
        }

        var token = header["Bearer ".Length..].Trim();
        var isBot = token == slack.Options.BotToken;
        if (!isBot && token != slack.Options.AppToken)
        {
            throw new SlackRefusal("invalid_auth");
        }

        if (slack.TokenError is { } error)
        {
            throw new SlackRefusal(error);
        }

        if (method is not null && isBot == method.ForAppToken)
        {
            throw new SlackRefusal("not_allowed_token_type");
        }
    }

    private async Task WriteAsync(HttpContext context, SlackCall call)
    {
        context.Response.StatusCode = call.Status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.Headers["x-oauth-scopes"] = string.Join(',', slack.Scopes);
        context.Response.Headers["x-accepted-oauth-scopes"] = string.Join(',', Methods.GetValueOrDefault(call.Method)?.Scopes ?? []);
        await context.Response.WriteAsync(call.Answer?.ToJsonString() ?? "", context.RequestAborted);
    }
}
