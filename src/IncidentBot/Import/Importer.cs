using System.Security.Cryptography;
using System.Text;
using IncidentBot.Incidents;
using IncidentBot.Storage;
using NodaTime;

namespace IncidentBot.Import;

/// <summary>What became of a document.</summary>
public enum ImportOutcome
{
    /// <summary>It is an incident now, or would be where nothing was to be written.</summary>
    Imported,

    /// <summary>It was one before; nothing changed.</summary>
    Known,

    /// <summary>It was not imported.</summary>
    Refused,
}

/// <summary>What became of a document, and what was read in it.</summary>
/// <param name="Source">The document's file.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Facts">What it says; without any fact where it could not be read.</param>
/// <param name="Incident">The incident; null where there is none.</param>
/// <param name="Because">Why it was refused; null where it was not.</param>
public sealed record ImportResult(string Source, ImportOutcome Outcome, DocumentFacts Facts, IncidentId? Incident, string? Because)
{
    /// <summary>A document that was not imported.</summary>
    public static ImportResult Refused(string source, string because, DocumentFacts? facts = null) =>
        new(source, ImportOutcome.Refused, facts ?? new DocumentFacts(), null, because);
}

/// <summary>Imports documents as past incidents: the same events as everything else, and each document once.</summary>
public sealed class Importer(Database database, IncidentStore store, IClock clock)
{
    /// <summary>Reads a document without writing anything.</summary>
    public static ImportResult Read(string source, DocumentText document)
    {
        if (document.Text is not { } text)
        {
            return ImportResult.Refused(source, document.Because!);
        }

        var facts = DocumentReader.Read(text, Path.GetFileName(source));
        return facts.Refusal is { } refusal
            ? ImportResult.Refused(source, refusal, facts)
            : new ImportResult(source, ImportOutcome.Imported, facts, null, null);
    }

    /// <summary>Imports a document.</summary>
    /// <exception cref="StorageUnavailableException">Nothing was recorded.</exception>
    public async Task<ImportResult> ImportAsync(string source, DocumentText document, CancellationToken cancellation)
    {
        var read = Read(source, document);
        if (read.Outcome == ImportOutcome.Refused)
        {
            return read;
        }

        if (
            read.Facts.DraftOf is { } self
            && await store.FindAsync(self, cancellation) is { } incident
            && incident.Title.Trim() == read.Facts.Title
        )
        {
            return read with { Outcome = ImportOutcome.Known, Incident = self };
        }

        var digest = Digest(document.Text!);
        if (await ImportRows.FindAsync(database, digest, cancellation) is { } known)
        {
            return read with { Outcome = ImportOutcome.Known, Incident = known };
        }

        // Whoever imports the same words at this moment may have come between; then it is no older document.
        if (
            read.Facts.Title is { } title
            && await ImportRows.FindOlderAsync(database, source, title, cancellation) is { } older
            && await ImportRows.FindAsync(database, digest, cancellation) is null
        )
        {
            return ImportResult.Refused(
                source,
                $"It is {older} already, which was read from it when it had other words. Say there what is new.",
                read.Facts
            );
        }

        var now = clock.GetCurrentInstant();
        var reply = await store.OpenAsync(
            "import:" + digest,
            id => ImportedEvents.Decide(id, read.Facts, source, digest, now),
            cancellation
        );
        return read with { Incident = new IncidentId(reply.Incident!.Value) };
    }

    // Of the words: how their lines end, and on which system they were saved, is no difference.
    private static string Digest(string text)
    {
        var words = string.Join('\n', text.TrimStart('\ufeff').ReplaceLineEndings("\n").Split('\n').Select(line => line.TrimEnd())).Trim();
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(words)));
    }
}
