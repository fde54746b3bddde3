using System.CommandLine;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Server.Postmortems;
using IncidentBot.Server.Settings;
using Microsoft.Extensions.Logging.Abstractions;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>draft INC-42</c>: prints the postmortem of an incident as it stands.</summary>
internal static class DraftVerb
{
    private static readonly Argument<string> Incident = new("incident")
    {
        Description = "Which one: INC-42, or only 42.",
        HelpName = "INC-42",
    };

    private static readonly Option<string> Format = Formatted();

    private static readonly Option<string> Template = new("--template")
    {
        Description = "The template: default, blameless, customer, or one of your own.",
        HelpName = "NAME",
    };

    public static System.CommandLine.Command Create()
    {
        var verb = new System.CommandLine.Command("draft", "Prints the postmortem of an incident as it stands, open or closed.")
        {
            Incident,
            Format,
            Template,
        };
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "incidentbot draft INC-42",
            "incidentbot draft INC-42 --format html > INC-42.html",
            "incidentbot draft INC-42 --template customer"
        );
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var word = parsed.GetRequiredValue(Incident);
        if (!IncidentId.TryParse(word, out var id) && !IncidentId.TryParse("INC-" + word, out id))
        {
            throw new RefusedException($"“{word}” is no incident. Write its number: incidentbot draft INC-42");
        }

        var settings = Configuration.Settings<DatabaseSettings>(DatabaseOption.Overrides(parsed));
        if (!settings.IsPostgres && !File.Exists(settings.File))
        {
            throw new RefusedException($"There is no database {settings.File}. Name it with --database FILE.");
        }

        await using var bot = await StartedBot.OpenAsync(settings, SystemClock.Instance, NullLoggerFactory.Instance, cancellation);
        var incident = await bot.Store.FindAsync(id, cancellation) ?? throw new RefusedException($"There is no {id} in {settings.Place}.");
        var options = Configuration.Settings<PostmortemSettings>([]).Options;
        var template = parsed.GetValue(Template);
        await Console.Out.WriteAsync(PostmortemFormat.Find(parsed.GetValue(Format)!)!.Render(incident, options, template));
        if (PostmortemDraft.Mistake(incident, options, template) is { } mistake)
        {
            throw new RefusedException($"{mistake} The default template was taken.");
        }

        return ExitStatus.Ok;
    }

    private static Option<string> Formatted()
    {
        var format = new Option<string>("--format")
        {
            Description = "md (Markdown), html or json.",
            HelpName = "md|html|json",
            DefaultValueFactory = _ => "md",
        };
        format.AcceptOnlyFromAmong("md", "html", "json");
        return format;
    }
}
