using System.Collections.Immutable;
using IncidentBot.Incidents;
using IncidentBot.Postmortems;
using IncidentBot.Postmortems.Templates;
using IncidentBot.Testing;

namespace IncidentBot.Tests.Postmortems;

public sealed class Templates : IDisposable
{
    private static readonly AnIncident Outage = AnIncident
        .Opened.After("detected Monitoring", "impact 30% of users", "suspect The database")
        .Later(NodaTime.Duration.FromMinutes(20))
        .After(
            "ruledout H1 Load is normal",
            "note Went well: the failover took a minute",
            "note Lucky: it was night",
            "note Went badly: no runbook"
        )
        .After(
            "note Contributing factor: nobody watches the disks",
            "cause A full disk",
            "fix More disk",
            "improve Watch the disks",
            "resolved Over",
            "close"
        );

    private static readonly string[] ToldByPeople =
    [
        "Contributing factors",
        "What went well",
        "What made it harder",
        "Where we were lucky",
    ];
    private static readonly string[] Inside =
    [
        "Lee",
        "Amara",
        "Diallo",
        "Novak",
        "web-01",
        "db-2",
        "internal/",
        "prod",
        "grafana",
        "10.0.0.7",
        "INC-",
        "platform",
        "#ops",
        "@",
    ];

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("incidentbot-templates-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData("default")]
    [InlineData("blameless")]
    [InlineData("customer")]
    public void Are_shipped_and_written_without_a_mistake_whatever_was_said(string name)
    {
        Assert.All(
            new[] { Outage, AnIncident.Opened, AnIncident.Opened.After("resolved Over", "close") },
            incident => Assert.Null(PostmortemDraft.Mistake(incident.Incident, PostmortemOptions.Default, name))
        );
        Assert.StartsWith("# ", Written(Outage, name), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Contributing factors", "- A full disk\n- nobody watches the disks")]
    [InlineData("What went well", "- the failover took a minute")]
    [InlineData("Where we were lucky", "- it was night")]
    public void Gather_what_a_blameless_review_asks_for_from_what_people_noted(string section, string lines) =>
        Assert.Equal(lines, Drafting.Section(Written(Outage, "blameless"), section).Trim());

    [Fact]
    public void Name_what_made_it_harder_with_its_cost()
    {
        var harder = Drafting.Section(Written(Outage, "blameless"), "What made it harder");

        Assert.Contains("- no runbook", harder, StringComparison.Ordinal);
        Assert.Contains("cost **21 min**", harder, StringComparison.Ordinal);
    }

    [Fact]
    public void Say_in_a_blameless_review_that_nobody_said_so()
    {
        var written = Written(AnIncident.Opened, "blameless");

        Assert.All(
            ToldByPeople,
            section => Assert.StartsWith("Nobody said.", Drafting.Section(written, section).Trim(), StringComparison.Ordinal)
        );
    }

    [Fact]
    public void Name_nobody_and_nothing_of_the_inside_to_customers()
    {
        var incident = AnIncident
            .OpenedBy("Checkout on web-01 and db-2.prod.internal declines cards sev1")
            .After(Cast.Lee, "detected Lee saw it at https://grafana.internal/d/1")
            .After($"escalate @platform-team {Cast.Lee.Mention} asks for help")
            .After(
                "impact 30% of users; Amara Diallo had the first call from 10.0.0.7:8080",
                $"cause {Cast.Lee.Mention} and Amara changed web-01 and lb2-prod as in INC-7, see lee@example.com in #ops",
                "fix Lee's rollback by the platform-team team",
                "improve Amara and Lee watch db-2.prod.internal",
                "update We are looking into it with @lee",
                "resolved Over"
            );

        var notice = Written(incident, "customer");

        Assert.All(Inside, name => Assert.DoesNotContain(name, notice, StringComparison.OrdinalIgnoreCase));
        Assert.Contains("30% of users", notice, StringComparison.Ordinal);
        Assert.Contains("## Why it happened", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("x\n{{upper Title}}", "team.md.hbs, line 2: there is no helper “upper”.")]
    [InlineData("x\n{{#shout Title}}y{{/shout}}", "team.md.hbs, line 2: there is no helper “shout”.")]
    [InlineData("x\n\n{{Tittle}}", "team.md.hbs, line 3: there is no value “Tittle”.")]
    [InlineData("{{#if Title}}\nx\n{{#each Causes}}\n{{/each}}", "team.md.hbs, line 1: “if” is not closed; “{{/if}}” is missing.")]
    [InlineData("{{#if Title}}\nx\n{{/each}}", "team.md.hbs, line 3: “{{/each}}” stands where “if” of line 1 has to be closed.")]
    [InlineData("x\n{{/if}}", "team.md.hbs, line 2: “{{/if}}” closes what was not opened.")]
    [InlineData("x\n{{> footer}}", "team.md.hbs, line 2: there is no other template “footer” to put in.")]
    [InlineData("x\n{{#if}}a{{/if}}", "team.md.hbs, line 2: “if” needs a value behind it.")]
    [InlineData("x\ny {{Title", "team.md.hbs, line 2: Reached end of template before the expression was closed.")]
    public void Of_a_team_with_a_mistake_name_file_line_and_helper_and_leave_it_to_the_default(string source, string mistake)
    {
        var book = Book(("team.md.hbs", source));

        var (markdown, told) = book.Write(new Postmortem(Outage.Incident), "team");

        Assert.Equal(mistake, told);
        Assert.Equal(PostmortemDraft.Markdown(Outage.Incident), markdown);
        Assert.StartsWith(
            "*Written with the default template: team.md.hbs",
            PostmortemDraft.Markdown(new Postmortem(Outage.Incident), new PostmortemOptions { Templates = book }, "team").Split("\n\n")[2],
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Of_a_team_are_picked_by_name_by_severity_or_as_the_usual_one()
    {
        File.WriteAllText(Path.Combine(_folder.FullName, "team.md.hbs"), "# Team: {{Title}}");
        File.WriteAllText(Path.Combine(_folder.FullName, "worst.md.hbs"), "# Worst: {{Title}}");
        var options = new PostmortemOptions
        {
            Templates = TemplateBook.Load(
                _folder.FullName,
                "team",
                ImmutableDictionary<Severity, string>.Empty.Add(Severity.Sev1, "worst")
            ),
        };

        Assert.Equal("# Team: Web stack slow\n", PostmortemDraft.Markdown(new Postmortem(AnIncident.Opened.Incident), options));
        Assert.Equal(
            "# Worst: Web stack slow\n",
            PostmortemDraft.Markdown(new Postmortem(AnIncident.Opened.After("sev 1").Incident), options)
        );
        Assert.StartsWith(
            "# Review: ",
            PostmortemDraft.Markdown(new Postmortem(AnIncident.Opened.Incident), options, "blameless"),
            StringComparison.Ordinal
        );
        Assert.Equal(["blameless", "customer", "default", "team", "worst"], options.Templates.Names);
    }

    [Fact]
    public void That_there_are_not_are_named_with_those_that_there_are() =>
        Assert.Equal(
            "There is no template “nope”; there are blameless, customer, default.",
            PostmortemDraft.Mistake(Outage.Incident, PostmortemOptions.Default, "nope")
        );

    private static string Written(AnIncident incident, string template) =>
        PostmortemDraft.Markdown(new Postmortem(incident.Incident), null, template);

    private TemplateBook Book((string File, string Source) own)
    {
        File.WriteAllText(Path.Combine(_folder.FullName, own.File), own.Source);
        return TemplateBook.Load(_folder.FullName, TemplateBook.Default, ImmutableDictionary<Severity, string>.Empty);
    }
}
