using IncidentBot.Chat;
using IncidentBot.Chat.Cards;
using IncidentBot.People;
using IncidentBot.Storage;
using IncidentBot.Times;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace IncidentBot.Server.WebChat;

/// <summary>Takes what the page's script sends to the one door of the web chat, and answers as the script needs it.</summary>
internal sealed class ChatDoor(Bot bot, IServiceProvider services, ILoggerFactory loggers)
{
    private const int LongestId = 64;

    /// <summary>Takes it. What was taken is finished even when the browser has gone.</summary>
    public async Task<Told> TakeAsync(Speaker who, Sent sent)
    {
        try
        {
            var newest = await bot.Store.NewestAsync(CancellationToken.None);
            var reply =
                sent.Id is not { Length: > 0 and <= LongestId } || sent.Channel is not { } channel
                    ? Reply.Refused("The page sent something incomplete, so nothing was recorded. Reload it and try again.")
                : await SeesAsync(who, channel) ? await AnswerAsync(who, sent, sent.Id, channel)
                : Reply.Refused("You are not in that channel, so nothing was recorded.");
            return reply is null ? new Told("said") : await ToldAsync(who, reply, newest);
        }
        catch (StorageUnavailableException unavailable)
        {
            return await ToldAsync(who, Reply.Refused(unavailable.Message), 0);
        }
    }

    private async Task<Reply?> AnswerAsync(Speaker who, Sent sent, string id, string channel) =>
        sent switch
        {
            { Pin: { } message } => await PinAsync(who, message),
            { Form: { } form } => FormJson.Read(form) is { } filled
                ? await bot.WebDoor.CommandAsync(who, channel, filled.Command(sent.Answers ?? []), id, CancellationToken.None)
                : Reply.Refused("The form could not be read, so nothing was recorded. Reload the page and try again."),
            { Command: { } command } => await bot.WebDoor.CommandAsync(who, channel, command, id, CancellationToken.None),
            _ => await bot.WebDoor.SayAsync(who, channel, sent.Line ?? "", id, CancellationToken.None),
        };

    // A message of a channel that the person may not see is one that does not exist.
    private async Task<Reply> PinAsync(Speaker who, string message) =>
        await bot.WebMessages.FindAsync(message, CancellationToken.None) is { } found && await SeesAsync(who, found.Channel)
            ? await bot.WebDoor.PinAsync(who, message, CancellationToken.None)
            : Reply.Refused("That message is gone, so nothing was recorded.");

    private async Task<bool> SeesAsync(Speaker who, string channel) =>
        await bot.VisibleChannels.FindAsync(channel, who.Person.Id, CancellationToken.None) is not null;

    // An incident with a number behind the newest before is one that this has opened; the page goes to its channel.
    private async Task<Told> ToldAsync(Speaker who, Reply reply, int newest)
    {
        var outcome = reply.Outcome.ToString().ToLowerInvariant();
        if (reply.Form is { } form)
        {
            return new Told(outcome, Form: FormJson.Write(form));
        }

        var opened = reply.Outcome == Outcome.Recorded && reply.Incident > newest ? reply.Incident : null;
        return reply.Outcome == Outcome.Recorded && reply.Audience == Audience.Conversation
            ? new Told(outcome, Incident: opened)
            : new Told(outcome, await DrawnAsync(who, reply), Incident: opened);
    }

    private async Task<string> DrawnAsync(Speaker who, Reply reply)
    {
        await using var renderer = new HtmlRenderer(services, loggers);
        return await renderer.Dispatcher.InvokeAsync(async () =>
        {
            var parameters = ParameterView.FromDictionary(
                new Dictionary<string, object?>(StringComparer.Ordinal)
                {
                    [nameof(NoteHtml.Card)] = reply.Card,
                    [nameof(NoteHtml.Zone)] = TimeZones.Get(who.ZoneId),
                    [nameof(NoteHtml.IsRefused)] = reply.Outcome == Outcome.Refused,
                }
            );
            return (await renderer.RenderComponentAsync<NoteHtml>(parameters)).ToHtmlString();
        });
    }
}
