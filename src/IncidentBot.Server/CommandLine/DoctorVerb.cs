using System.CommandLine;
using IncidentBot.Server.Settings;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.CommandLine;

/// <summary><c>doctor</c>: checks what the bot needs, and says what to do about what is wrong.</summary>
internal static class DoctorVerb
{
    public static Command Create()
    {
        var verb = new Command(
            "doctor",
            "Checks settings, database, disk, clock, address, Slack and Teams, and says what to do. Changes nothing."
        );
        verb.SetAction(RunAsync);
        return verb.WithExamples(
            "incidentbot doctor",
            "incidentbot doctor --database /var/lib/incidentbot/incidents.db",
            "Slack__BotToken=xoxb-… Slack__AppToken=xapp-… incidentbot doctor"
        );
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var commandLine = DatabaseOption.Overrides(parsed);
        var findings = new List<Finding>();
        var digest = Read<DigestSettings>(commandLine, "digest settings", findings)?.Options;
        if (Read<DatabaseSettings>(commandLine, "database settings", findings) is { } database)
        {
            findings.AddRange(
                await (
                    database.IsPostgres
                        ? PostgresDiagnosis.OfAsync(database, digest, cancellation)
                        : Diagnosis.OfDatabaseAsync(database.File, digest, cancellation)
                )
            );
        }

        Read<ReminderSettings>(commandLine, "reminder settings", findings);
        Read<NudgeSettings>(commandLine, "nudge settings", findings);
        findings.Add(Diagnosis.OfClock(NodaTime.SystemClock.Instance.GetCurrentInstant()));
        if (Read<ListeningSettings>(commandLine, "address settings", findings) is { } listening)
        {
            findings.AddRange(await Diagnosis.OfAddressAsync(listening, cancellation));
        }

        findings.AddRange(await SlackDiagnosis.OfAsync(commandLine, cancellation));
        findings.AddRange(await TeamsDiagnosis.OfAsync(commandLine, cancellation));
        foreach (var finding in findings)
        {
            Console.Out.WriteLine($"{(finding.IsFine ? "ok     " : "PROBLEM")} {finding.What}: {finding.Says}");
        }

        return findings.TrueForAll(finding => finding.IsFine) ? ExitStatus.Ok : ExitStatus.Refused;
    }

    private static T? Read<T>(Dictionary<string, string?> commandLine, string what, List<Finding> findings)
        where T : class
    {
        try
        {
            var settings = Configuration.Settings<T>(commandLine);
            findings.Add(new Finding(true, what, "understood"));
            return settings;
        }
        catch (OptionsValidationException invalid)
        {
            findings.AddRange(invalid.Failures.Select(failure => new Finding(false, what, failure)));
            return null;
        }
    }
}
