using IncidentBot.Chat;
using IncidentBot.Postmortems.Publishing;

namespace IncidentBot.Server.Publishing;

/// <summary>Writes a published postmortem into a folder, as Markdown and as a page. A later publication of the same incident takes its place.</summary>
internal sealed class FolderTarget(string folder) : IPublicationTarget
{
    /// <inheritdoc />
    public string Name => "folder";

    /// <inheritdoc />
    public string Spoken => $"the file in {folder}";

    /// <inheritdoc />
    public async Task PublishAsync(Publication publication, CancellationToken cancellation)
    {
        try
        {
            Directory.CreateDirectory(folder);
            await WriteAsync(publication.File + ".md", publication.Markdown, cancellation);
            await WriteAsync(publication.File + ".html", publication.Html, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new DeliveryFailedException(
                DeliveryFailure.Unreachable,
                $"{folder} cannot be written: {exception.Message}",
                isPermanent: false,
                inner: exception
            );
        }
    }

    // Nobody reads half a file.
    private async Task WriteAsync(string name, string text, CancellationToken cancellation)
    {
        var half = Path.Combine(folder, $".{name}.part");
        await File.WriteAllTextAsync(half, text, cancellation);
        File.Move(half, Path.Combine(folder, name), overwrite: true);
    }
}
