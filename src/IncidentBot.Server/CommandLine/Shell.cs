using System.CommandLine;
using System.CommandLine.Invocation;
using IncidentBot.Storage;
using Microsoft.Extensions.Options;

namespace IncidentBot.Server.CommandLine;

/// <summary>Runs the verb that was asked for. Answers go to standard output, refusals to standard error.</summary>
internal static class Shell
{
    /// <summary>The program: its verbs, the first of which runs where none is given.</summary>
    public static RootCommand Program(params Command[] verbs)
    {
        var program = new RootCommand(
            "IncidentBot keeps an incident's timeline while people work on it, chases the tasks they promised and writes the postmortem. Without a verb it serves."
        )
        {
            DatabaseOption.Instance,
        };
        foreach (var verb in verbs)
        {
            program.Add(verb);
        }

        program.Action = verbs[0].Action;
        return program.WithExamples(
            "incidentbot                          starts the bot; the web chat is at http://127.0.0.1:5080/chat",
            "incidentbot doctor                   checks settings, database, clock, Slack and Teams",
            "incidentbot replay checkout.story    plays an incident and prints its postmortem",
            "incidentbot VERB --help              explains a verb"
        );
    }

    /// <summary>Reads the line, runs the verb and gives back the exit status.</summary>
    public static async Task<int> RunAsync(RootCommand program, string[] args)
    {
        var parsed = program.Parse(args);
        var invocation = new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        try
        {
            var status = await parsed.InvokeAsync(invocation);
            return parsed.Action is ParseErrorAction ? ExitStatus.Usage : status;
        }
        catch (RefusedException refused)
        {
            return Refuse(refused.Message);
        }
        catch (StorageUnavailableException unavailable)
        {
            return Refuse(unavailable.Message);
        }
        catch (OptionsValidationException invalid)
        {
            return Refuse(string.Join(Environment.NewLine, invalid.Failures));
        }
    }

    private static int Refuse(string sentence)
    {
        Console.Error.WriteLine(sentence);
        return ExitStatus.Refused;
    }
}
