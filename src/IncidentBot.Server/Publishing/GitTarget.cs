using System.Diagnostics;
using IncidentBot.Chat;
using IncidentBot.Postmortems.Publishing;

namespace IncidentBot.Server.Publishing;

/// <summary>Commits a published postmortem to a Git work tree, and pushes it where that has a remote. The same document twice is one commit.</summary>
internal sealed class GitTarget(string workTree, TimeProvider time) : IPublicationTarget
{
    private static readonly System.TimeSpan Patience = System.TimeSpan.FromMinutes(2);
    private static readonly string[] Author = ["-c", "user.name=IncidentBot", "-c", "user.email=incidentbot@localhost"];

    /// <inheritdoc />
    public string Name => "git";

    /// <inheritdoc />
    public string Spoken => $"the commit to {workTree}";

    /// <inheritdoc />
    public async Task PublishAsync(Publication publication, CancellationToken cancellation)
    {
        var file = publication.File + ".md";
        try
        {
            await File.WriteAllTextAsync(Path.Combine(workTree, file), publication.Markdown, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw Failure($"{workTree} cannot be written: {exception.Message}", exception);
        }

        await GitAsync(cancellation, "add", "--", file);
        if ((await GitAsync(cancellation, "status", "--porcelain", "--", file)).Length > 0)
        {
            await GitAsync(cancellation, [.. Author, "commit", "-m", Message(publication), "--", file]);
        }

        if ((await GitAsync(cancellation, "remote")).Length > 0)
        {
            await PullAsync(cancellation);
            await GitAsync(cancellation, "push", "--quiet");
        }
    }

    // What meets another change of the same file stays ours in a commit, and the tree as it was, for whoever sees to it and for the next try.
    private async Task PullAsync(CancellationToken cancellation)
    {
        try
        {
            await GitAsync(cancellation, [.. Author, "pull", "--rebase", "--quiet"]);
        }
        catch (DeliveryFailedException)
        {
            if (IsRebasing)
            {
                await GitAsync(cancellation, "rebase", "--abort");
            }

            throw;
        }
    }

    private bool IsRebasing =>
        Directory.Exists(Path.Combine(workTree, ".git", "rebase-merge"))
        || Directory.Exists(Path.Combine(workTree, ".git", "rebase-apply"));

    private static string Message(Publication publication) =>
        $"{publication.Subject.ReplaceLineEndings(" ")}\n\nPublished by {publication.By.ReplaceLineEndings(" ")}.\n";

    private async Task<string> GitAsync(CancellationToken cancellation, params string[] arguments)
    {
        var start = new ProcessStartInfo("git", ["-C", workTree, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            // A question for a password would wait for ever.
            Environment = { ["GIT_TERMINAL_PROMPT"] = "0", ["LC_ALL"] = "C" },
        };
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        using var git = Started(start);
        try
        {
            var output = git.StandardOutput.ReadToEndAsync(either.Token);
            var error = git.StandardError.ReadToEndAsync(either.Token);
            await git.WaitForExitAsync(either.Token);
            return git.ExitCode == 0
                ? (await output).Trim()
                : throw Failure(
                    $"git {arguments.First(word => !word.Contains('=') && char.IsLetter(word[0]))} in {workTree}: {(await error).Trim()}",
                    null
                );
        }
        catch (OperationCanceledException exception)
        {
            git.Kill(entireProcessTree: true);
            cancellation.ThrowIfCancellationRequested();
            throw Failure($"git did not end in {workTree}.", exception);
        }
    }

    private static Process Started(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception exception)
        {
            throw Failure($"git cannot be started: {exception.Message}", exception);
        }
    }

    private static DeliveryFailedException Failure(string message, Exception? inner) =>
        new(DeliveryFailure.Unreachable, message, isPermanent: false, inner: inner);
}
