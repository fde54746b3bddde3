using System.Reflection;
using System.Text.Json.Serialization;

namespace IncidentBot.Incidents;

/// <summary>The names of the events in the database: those of their JSON.</summary>
internal static class EventNames
{
    private static readonly Dictionary<Type, string> Names = typeof(IncidentEvent)
        .GetCustomAttributes<JsonDerivedTypeAttribute>()
        .ToDictionary(attribute => attribute.DerivedType, attribute => (string)attribute.TypeDiscriminator!);

    public static string Of(IncidentEvent what) => Names[what.GetType()];
}
