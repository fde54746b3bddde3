using System.Runtime.CompilerServices;
using IncidentBot.Testing;

namespace IncidentBot.Stories.Postgres;

internal static class OnPostgres
{
    [ModuleInitializer]
    internal static void Choose() => StoryStore.OnPostgres = true;
}
