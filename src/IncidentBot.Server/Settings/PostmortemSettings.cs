using System.Collections.Immutable;
using System.Globalization;
using System.Net.Mail;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Publishing;
using IncidentBot.Postmortems.Templates;
using IncidentBot.Server.Publishing;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.Settings;

/// <summary>How postmortems are written, reviewed and published: <c>Postmortems__…</c>.</summary>
internal sealed class PostmortemSettings
{
    private const string Separators = ",;";

    private readonly List<string> _wrong = [];

    /// <summary>The product's options.</summary>
    public PostmortemOptions Options { get; private set; } = PostmortemOptions.Default;

    /// <summary>Fills the record from the settings.</summary>
    public static void Read(PostmortemSettings settings, IConfiguration configuration)
    {
        var section = configuration.GetSection("Postmortems");
        settings.Options = settings.Options with
        {
            Required = settings.Required(section["Required"], settings.Options.Required),
            ReviewWithinDays = settings.Days(section["ReviewWithinDays"], settings.Options.ReviewWithinDays),
            PublicUrl = configuration["PublicUrl"],
            Templates = settings.Templates(section.GetSection("Templates")),
            Targets = [.. settings.Targets(section, MailSettings.Read(configuration, settings._wrong))],
        };
    }

    private ImmutableSortedSet<MissingKind> Required(string? text, ImmutableSortedSet<MissingKind> otherwise)
    {
        if (text is null)
        {
            return otherwise;
        }

        var required = ImmutableSortedSet.CreateBuilder<MissingKind>();
        foreach (var part in Parts(text))
        {
            if (Enum.TryParse<MissingKind>(part, ignoreCase: true, out var kind) && char.IsLetter(part[0]))
            {
                required.Add(kind);
            }
            else if (!part.Equals("nothing", StringComparison.OrdinalIgnoreCase))
            {
                _wrong.Add(
                    $"Postmortems__Required has “{part}”; it can have {string.Join(", ", Enum.GetNames<MissingKind>()).ToLowerInvariant()}, with commas between them, or nothing."
                );
            }
        }

        return required.ToImmutable();
    }

    private int Days(string? text, int otherwise)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return otherwise;
        }

        if (int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out var days) && days <= 60)
        {
            return days;
        }

        _wrong.Add($"Postmortems__ReviewWithinDays is “{text}”; it has to be a number of working days from 0 (no reminders) to 60.");
        return otherwise;
    }

    private IEnumerable<IPublicationTarget> Targets(IConfigurationSection section, MailSettings mail)
    {
        var addresses = Parts(section["MailTo"] ?? "").Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (addresses.Count > 0 && mail.Host.Length == 0)
        {
            _wrong.Add("Postmortems__MailTo is set, but no mail server: set Mail__Host and Mail__From too.");
        }

        _wrong.AddRange(
            addresses
                .Where(address => !MailAddress.TryCreate(address, out _))
                .Select(address => $"Postmortems__MailTo has “{address}”, which is no mail address.")
        );
        IEnumerable<IPublicationTarget> targets = addresses.Select(address => new MailTarget(mail, address, TimeProvider.System));
        if (section["Folder"] is { Length: > 0 } folder)
        {
            targets = targets.Append(new FolderTarget(Path.GetFullPath(folder)));
        }

        if (section["GitWorkTree"] is { Length: > 0 } workTree)
        {
            // The work tree of a worktree or a submodule has a file in the folder's place.
            if (!Path.Exists(Path.Combine(workTree, ".git")))
            {
                _wrong.Add($"Postmortems__GitWorkTree is “{workTree}”, which is no Git work tree: clone the repository there first.");
            }

            targets = targets.Append(new GitTarget(Path.GetFullPath(workTree), TimeProvider.System));
        }

        return targets;
    }

    private TemplateBook Templates(IConfigurationSection section)
    {
        var folder = section["Folder"] is { Length: > 0 } named ? Path.GetFullPath(named) : null;
        var bySeverity = Enum.GetValues<Severity>()
            .Where(severity => section[severity.Spoken()] is { Length: > 0 })
            .ToImmutableDictionary(severity => severity, severity => section[severity.Spoken()]!.Trim());
        try
        {
            var book = TemplateBook.Load(
                folder,
                section["Default"] is { Length: > 0 } usual ? usual.Trim() : TemplateBook.Default,
                bySeverity
            );
            _wrong.AddRange(
                bySeverity
                    .Values.Append(book.Usual)
                    .Distinct(StringComparer.Ordinal)
                    .Where(name => !book.Has(name))
                    .Select(name => $"Postmortems__Templates names “{name}”; there are {string.Join(", ", book.Names)}.")
            );
            return book;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _wrong.Add($"Postmortems__Templates__Folder is “{folder}”, which cannot be read: {exception.Message}");
            return TemplateBook.Shipped;
        }
    }

    private static string[] Parts(string text) =>
        text.Split(Separators.ToCharArray(), StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Says which key is wrong, and what it should be.</summary>
    internal sealed class Validator : IValidateOptions<PostmortemSettings>
    {
        public ValidateOptionsResult Validate(string? name, PostmortemSettings options) =>
            options._wrong.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(options._wrong);
    }
}
