using System.Globalization;
using IncidentBot.Digests;
using IncidentBot.Jobs;
using NodaTime;

namespace IncidentBot.Server.Dashboard;

/// <summary>The report on what is due, in words; the page and the doctor say the same.</summary>
internal static class JobsText
{
    /// <summary>All of it in two or three sentences.</summary>
    public static string Summary(JobsReport report)
    {
        var waiting = report.Pending == 0 ? "Nothing waits to fall due." : $"{Number(report.Pending)} waiting, {Overdue(report)}.";
        var late = report.Latest is { } latest ? $" Of the latest runs the latest was late by {Of(latest)}." : "";
        var swept = report.Swept == 0 ? "" : $" In thirty days the sweeper found {Number(report.Swept)} that no job woke the bot for.";
        return waiting + late + swept;
    }

    /// <summary>When the weekly digest comes, and how late the last one was.</summary>
    public static string Summary(DigestReport report)
    {
        var next = report.Next switch
        {
            null => "There is no weekly digest.",
            { } due when due <= report.Now => $"The weekly digest is overdue by {Of(report.Now - due)}.",
            { } due => $"The next weekly digest comes at {due:uuuu-MM-dd HH:mm} UTC.",
        };
        return report is { Last: { } last, Late: { } late } ? $"{next} The last, of {last:uuuu-MM-dd}, was late by {Of(late)}." : next;
    }

    /// <summary>What woke the bot.</summary>
    public static string Of(WokenBy by) =>
        by switch
        {
            WokenBy.Job => "a job",
            WokenBy.Start => "its start",
            _ => "the sweeper",
        };

    /// <summary>A lateness.</summary>
    public static string Of(Duration late) =>
        late < Duration.FromMinutes(2) ? string.Create(CultureInfo.InvariantCulture, $"{late.TotalSeconds:0.0} s")
        : late < Duration.FromHours(2) ? $"{(int)late.TotalMinutes} min"
        : $"{(int)late.TotalHours} h";

    private static string Overdue(JobsReport report) =>
        report.Oldest is { } oldest
            ? $"{Number(report.Overdue)} of them overdue, the oldest by {Of(report.Now - oldest)}"
            : $"the next at {report.Next[0].At:uuuu-MM-dd HH:mm:ss} UTC";

    private static string Number(long number) => number.ToString("#,0", CultureInfo.InvariantCulture);
}
