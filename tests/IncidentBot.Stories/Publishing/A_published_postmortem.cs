using System.Diagnostics;
using System.Text.Json;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Reminders;
using IncidentBot.Server.Publishing;
using IncidentBot.Server.Settings;
using IncidentBot.Testing;
using IncidentBot.WebChat;
using Microsoft.Extensions.Configuration;

namespace IncidentBot.Stories.Publishing;

public sealed class A_published_postmortem : IDisposable
{
    private const string Opening = """
        @people amara=Amara Diallo, lee=Lee Novak
        2026-03-03 10:00 amara: /incident open Überlast: the web stack is slow sev2
        +1m amara: /incident detected Monitoring
        +1m amara: /incident impact 30% of users
        +1m amara: /incident cause A full disk
        +1m amara: /incident fix More disk
        +1m amara: /incident resolved It is over
        +1m amara: /incident close
        """;

    private const string Publishing = "2026-03-03 10:30 amara: /incident postmortem publish";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidentbot-published-");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Is_announced_with_what_it_comes_to()
    {
        await using var host = await StoryHost.PlayAsync(Opening, Cancellation);

        await host.PlayOnAsync(Publishing, Cancellation);

        var announced = (await host.Bot.WebMessages.ListAsync(WebPlatform.AnnouncementChannel, Cancellation))
            .Select(message => IncidentBot.Chat.Cards.PlainTextCard.Render(message.Card))
            .Last();
        Assert.Contains("Postmortem published: INC-1 Überlast: the web stack is slow", announced, StringComparison.Ordinal);
        Assert.Contains("A full disk", announced, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Comes_by_mail_to_everybody_on_the_list_as_text_and_as_a_page()
    {
        await using var mail = await StartMailAsync();
        await using var host = await PublishedAsync(Mails(mail, "ops@example.com, boss@example.com"));

        var mails = new[] { await MailAsync(mail, "ops@example.com"), await MailAsync(mail, "boss@example.com") };

        Assert.All(
            mails,
            sent =>
            {
                Assert.Equal("Postmortem INC-1: Überlast: the web stack is slow", Text(sent, "subject"));
                Assert.Equal("incidents@example.com", Text(sent, "from"));
                Assert.Contains("## Root cause and resolution", Text(sent, "text"), StringComparison.Ordinal);
                Assert.Contains("<h2", Text(sent, "html"), StringComparison.Ordinal);
                Assert.DoesNotContain("draft", Text(sent, "text"), StringComparison.Ordinal);
            }
        );
        Assert.Equal(2, mails.Select(sent => Text(sent, "id")).Distinct().Count());
    }

    [Fact]
    public async Task Comes_later_to_an_address_that_is_not_taken_at_once_and_keeps_no_other_waiting()
    {
        await using var mail = await StartMailAsync();
        await using var host = await PublishedAsync(Mails(mail, "later@example.com, ops@example.com"));
        await MailAsync(mail, "ops@example.com");

        await host.PlayOnAsync("2026-03-03 11:30 -: tick", Cancellation);

        await MailAsync(mail, "later@example.com");
        Assert.Single(mail.Lines, line => line.Contains("ops@example.com", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("nobody@example.com", "secret", "There is nobody of that name")]
    [InlineData("ops@example.com", "wrong", "refused it")]
    public async Task That_no_server_takes_is_given_up_and_said_on_the_timeline(string address, string password, string because)
    {
        await using var mail = await StartMailAsync();
        await using var host = await PublishedAsync(Mails(mail, address, password));

        var given = (await host.IncidentAsync(1, Cancellation)).Entries.Select(entry => entry.What).OfType<DeliveryGivenUp>().Single();

        Assert.Equal($"the published postmortem (mail {address})", given.What);
        Assert.Contains(because, given.Because, StringComparison.Ordinal);
        Assert.DoesNotContain(password, given.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_written_into_a_folder_and_a_later_one_takes_its_place()
    {
        await using var host = await PublishedAsync(new FolderTarget(Path.Combine(_folder.FullName, "a", "b")));
        var file = Path.Combine(_folder.FullName, "a", "b", "postmortem-INC-1.md");
        var first = await File.ReadAllTextAsync(file, Cancellation);

        await host.PlayOnAsync(
            """
            2026-03-03 11:00 amara: /incident postmortem edit root-cause A disk was full, and nothing watched it.
            +1m amara: /incident postmortem publish
            """,
            Cancellation
        );

        Assert.Contains("*INC-1*", first, StringComparison.Ordinal);
        Assert.Contains("nothing watched it", await File.ReadAllTextAsync(file, Cancellation), StringComparison.Ordinal);
        Assert.Equal(2, Directory.GetFiles(Path.GetDirectoryName(file)!).Length);
    }

    [Fact]
    public async Task Is_committed_to_a_repository_and_pushed_once()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/git"), "git is not installed");
        var (remote, clone) = await RepositoryAsync();
        var target = new GitTarget(clone, TimeProvider.System);
        await using var host = await PublishedAsync(target);

        // What was pushed and whose answer was lost is tried again.
        var incident = await host.IncidentAsync(1, Cancellation);
        await target.PublishAsync(
            new Publication(
                "again",
                incident.Id,
                "Überlast",
                "Amara Diallo",
                await File.ReadAllTextAsync(Path.Combine(clone, "postmortem-INC-1.md"), Cancellation),
                ""
            ),
            Cancellation
        );

        var log = await GitAsync("--git-dir", remote, "log", "main", "--format=%an %s", "--", "postmortem-INC-1.md");
        Assert.Equal("IncidentBot Postmortem INC-1: Überlast: the web stack is slow", log);
        Assert.Contains("A full disk", await GitAsync("--git-dir", remote, "show", "main:postmortem-INC-1.md"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_for_a_remote_that_is_gone_and_loses_nothing()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/git"), "git is not installed");
        var (remote, clone) = await RepositoryAsync();
        Directory.Move(remote, remote + ".away");
        await using var host = await PublishedAsync(new GitTarget(clone, TimeProvider.System));
        Assert.Contains("A full disk", await GitAsync("-C", clone, "show", "HEAD:postmortem-INC-1.md"), StringComparison.Ordinal);

        Directory.Move(remote + ".away", remote);
        await host.PlayOnAsync("2026-03-03 12:30 -: tick", Cancellation);

        Assert.Contains("A full disk", await GitAsync("--git-dir", remote, "show", "main:postmortem-INC-1.md"), StringComparison.Ordinal);
        Assert.Equal("2", await GitAsync("--git-dir", remote, "rev-list", "--count", "main"));
    }

    [Fact]
    public async Task That_meets_another_change_of_its_file_stays_in_its_commit_until_somebody_has_seen_to_it()
    {
        Assert.SkipWhen(!File.Exists("/usr/bin/git"), "git is not installed");
        var (remote, clone) = await RepositoryAsync();
        var other = Path.Combine(_folder.FullName, "other");
        await GitAsync("clone", "--quiet", remote, other);
        var file = Path.Combine(other, "postmortem-INC-1.md");
        await File.WriteAllTextAsync(file, "Written by hand", Cancellation);
        await CommitAsync(other, "By hand");
        await using var host = await PublishedAsync(new GitTarget(clone, TimeProvider.System));

        Assert.Empty(await GitAsync("-C", clone, "status", "--porcelain"));
        Assert.False(Directory.Exists(Path.Combine(clone, ".git", "rebase-merge")));
        Assert.Contains("A full disk", await GitAsync("-C", clone, "show", "HEAD:postmortem-INC-1.md"), StringComparison.Ordinal);
        Assert.Equal("Written by hand", await GitAsync("--git-dir", remote, "show", "main:postmortem-INC-1.md"));

        File.Delete(file);
        await CommitAsync(other, "Make room");
        await GitAsync("-C", clone, "fetch", "--quiet");
        await GitAsync("-C", clone, "reset", "--quiet", "--hard", "origin/main");
        await host.PlayOnAsync("2026-03-03 12:30 -: tick", Cancellation);

        Assert.Contains("A full disk", await GitAsync("--git-dir", remote, "show", "main:postmortem-INC-1.md"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("plain")]
    [InlineData("starttls")]
    public async Task Is_mailed_over_no_line_that_is_not_encrypted_for_whom_it_is_meant(string encryption)
    {
        await using var mail = await StartMailAsync(encryption);
        await using var host = await PublishedAsync(Mails(mail, "ops@example.com", isEncrypted: true));
        await host.PlayOnAsync("2026-03-03 11:30 -: tick", Cancellation);

        var waiting = await host.Bot.Database.ReadAsync(
            connection =>
                Dapper.SqlMapper.ExecuteScalarAsync<string>(connection, "select last_error from outbox where platform like 'mail %'"),
            Cancellation
        );
        Assert.Contains("127.0.0.1", waiting, StringComparison.Ordinal);
        Assert.DoesNotContain(
            mail.Lines,
            line => line.StartsWith("MAIL ", StringComparison.Ordinal) || line.StartsWith("ASKED ", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Waits_no_longer_for_an_address_that_was_taken_out_of_the_settings()
    {
        await using var host = await PublishedAsync(new Unreachable());
        await host.Bot.Relay.ResumeAsync(Cancellation);
        Assert.DoesNotContain((await host.IncidentAsync(1, Cancellation)).Entries, entry => entry.What is DeliveryGivenUp);

        await using var next = await Bot.StartAsync(
            host.Bot.Database.Dialect,
            host.Clock,
            Microsoft.Extensions.Logging.Abstractions.NullLoggerFactory.Instance,
            Cancellation
        );
        await next.Relay.ResumeAsync(Cancellation);
        await next.Relay.ResumeAsync(Cancellation);

        var given = (await next.Store.FindCommittedAsync(new IncidentId(1), Cancellation))!
            .Entries.Select(entry => entry.What)
            .OfType<DeliveryGivenUp>()
            .Single();
        Assert.Equal("the published postmortem (mail gone@example.com)", given.What);
        Assert.Contains("the settings do not name it any more", given.Because, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Waits_for_a_folder_that_cannot_be_written()
    {
        var file = Path.Combine(_folder.FullName, "taken");
        await File.WriteAllTextAsync(file, "", Cancellation);
        await using var host = await PublishedAsync(new FolderTarget(file));

        File.Delete(file);
        await host.PlayOnAsync("2026-03-03 12:30 -: tick", Cancellation);

        Assert.True(File.Exists(Path.Combine(file, "postmortem-INC-1.md")));
    }

    private static async Task<StoryHost> PublishedAsync(params IPublicationTarget[] targets)
    {
        var options = new ReminderOptions { Postmortems = new PostmortemOptions { Targets = [.. targets] } };
        var host = await StoryHost.PlayAsync(Opening, Cancellation, options);
        await host.PlayOnAsync(Publishing, Cancellation);
        return host;
    }

    private static async Task<PeerProcess> StartMailAsync(string encryption = "plain")
    {
        Assert.SkipWhen(PeerProcess.Missing is not null, PeerProcess.Missing ?? "");
        return await PeerProcess.StartAsync("mail/smtp.mjs", "incidentbot", "secret", encryption);
    }

    private static IPublicationTarget[] Mails(PeerProcess mail, string addresses, string password = "secret", bool isEncrypted = false)
    {
        var port = mail.Lines.First(line => line.StartsWith("READY ", StringComparison.Ordinal))["READY ".Length..];
        using var configuration = new ConfigurationManager();
        configuration.AddInMemoryCollection(
            new Dictionary<string, string?>(StringComparer.Ordinal)
            {
                ["Mail:Host"] = "127.0.0.1",
                ["Mail:Port"] = port,
                ["Mail:From"] = "incidents@example.com",
                ["Mail:UserName"] = "incidentbot",
                ["Mail:Password"] = password,
                ["Mail:Encrypted"] = isEncrypted ? "true" : "false",
                ["Postmortems:MailTo"] = addresses,
            }
        );
        var settings = new PostmortemSettings();
        PostmortemSettings.Read(settings, configuration);
        return [.. settings.Options.Targets];
    }

    private static async Task<JsonElement> MailAsync(PeerProcess mail, string to)
    {
        var line = await mail.WhenLine(line =>
            line.StartsWith("MAIL ", StringComparison.Ordinal) && line.Contains($"\"{to}\"", StringComparison.Ordinal)
        );
        return JsonDocument.Parse(line["MAIL ".Length..]).RootElement;
    }

    private static string Text(JsonElement mail, string property) => mail.GetProperty(property).GetString()!;

    private async Task<(string Remote, string Clone)> RepositoryAsync()
    {
        var remote = Path.Combine(_folder.FullName, "remote.git");
        var clone = Path.Combine(_folder.FullName, "clone");
        await GitAsync("init", "--quiet", "--bare", "--initial-branch=main", remote);
        await GitAsync("clone", "--quiet", remote, clone);
        await GitAsync("-C", clone, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "--allow-empty", "-m", "Begin");
        await GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");
        return (remote, clone);
    }

    private static async Task CommitAsync(string clone, string message)
    {
        await GitAsync("-C", clone, "add", "--all");
        await GitAsync("-C", clone, "-c", "user.name=x", "-c", "user.email=x@y", "commit", "--quiet", "-m", message);
        await GitAsync("-C", clone, "push", "--quiet", "origin", "HEAD:main");
    }

    private sealed class Unreachable : IPublicationTarget
    {
        public string Name => "mail gone@example.com";

        public string Spoken => "the mail to gone@example.com";

        public Task PublishAsync(Publication publication, CancellationToken cancellation) =>
            throw new IncidentBot.Chat.DeliveryFailedException(
                IncidentBot.Chat.DeliveryFailure.Unreachable,
                "It does not answer.",
                isPermanent: false
            );
    }

    private static async Task<string> GitAsync(params string[] arguments)
    {
        using var git = Process.Start(
            new ProcessStartInfo("git", arguments)
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                UseShellExecute = false,
            }
        )!;
        var error = git.StandardError.ReadToEndAsync(Cancellation);
        var output = await git.StandardOutput.ReadToEndAsync(Cancellation);
        await git.WaitForExitAsync(Cancellation);
        var said = await error;
        Assert.True(git.ExitCode == 0, said);
        return output.Trim();
    }
}
