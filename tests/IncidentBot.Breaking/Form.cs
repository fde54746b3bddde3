using System.Globalization;
using System.Security.Cryptography;

namespace IncidentBot.Breaking;

/// <summary>How long and by which dice: <c>INCIDENTBOT_BREAK=long</c> for the long form, <c>INCIDENTBOT_BREAK_SEED</c> for the dice of an earlier run.</summary>
internal sealed class Form
{
    private Form(int seed) => Seed = seed;

    /// <summary>Whether somebody asked for the long form.</summary>
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("INCIDENTBOT_BREAK") == "long";

    /// <summary>What the dice were thrown with.</summary>
    public int Seed { get; }

    /// <summary>Begins a run, and says its seed whatever comes of it.</summary>
    public static Form Begin()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("INCIDENTBOT_BREAK_SEED"), CultureInfo.InvariantCulture, out var given)
            ? given
            : RandomNumberGenerator.GetInt32(int.MaxValue);
        Say($"Seed {seed} (INCIDENTBOT_BREAK_SEED={seed} throws the same dice).");
        return new Form(seed);
    }

    /// <summary>Writes a line that is seen on every run: in the test's output, and on the console.</summary>
    public static void Say(string line)
    {
        TestContext.Current.TestOutputHelper?.WriteLine(line);
        Console.Out.WriteLine($"{TestContext.Current.TestCase?.TestCaseDisplayName}: {line}");
    }

    /// <summary>Dice of one's own for each part of a run, so that one part does not change another's.</summary>
    public Random Dice(int part) => new(unchecked((Seed * 397) ^ part));
}
