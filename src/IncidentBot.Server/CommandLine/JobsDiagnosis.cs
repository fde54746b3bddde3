using System.Data.Common;
using IncidentBot.Digests;
using IncidentBot.Jobs;
using IncidentBot.Reminders;
using IncidentBot.Server.Dashboard;
using NodaTime;

namespace IncidentBot.Server.CommandLine;

/// <summary>Looks at what the bot is to be woken for, and at the weekly digest. Only reads.</summary>
internal static class JobsDiagnosis
{
    /// <param name="connection">The bot's database, of this version.</param>
    /// <param name="digest">The digest's settings; null where they are wrong, which is said elsewhere.</param>
    public static async Task<IReadOnlyList<Finding>> OfAsync(DbConnection connection, DigestOptions? digest)
    {
        var now = SystemClock.Instance.GetCurrentInstant();
        var jobs = OfJobs(await JobsReading.ReadAsync(connection, now));
        return digest is null ? [.. jobs] : [.. jobs, .. OfDigest(await DigestReport.ReadAsync(connection, digest, now))];
    }

    // What is overdue is no problem by itself: a bot that was down handles it when it starts.
    private static IEnumerable<Finding> OfJobs(JobsReport report) =>
        report
            .Unsolved.Select(failure => new Finding(
                false,
                "jobs",
                $"{failure.What} of {failure.Incident ?? "a private incident"} failed {failure.Attempts} times, last at {failure.At:uuuu-MM-dd HH:mm} UTC ({failure.Why}). It is tried again; the bot's log says more."
            ))
            .Prepend(new Finding(true, "jobs", JobsText.Summary(report)));

    private static IEnumerable<Finding> OfDigest(DigestReport report) =>
        report
            .Failures.Where(failure => failure.SolvedAt is null)
            .Select(failure => new Finding(
                false,
                "digest",
                $"{failure.What} failed {failure.Attempts} times, last at {failure.At:uuuu-MM-dd HH:mm} UTC ({failure.Why}). The bot's log says more."
            ))
            .Prepend(new Finding(true, "digest", JobsText.Summary(report)));
}
