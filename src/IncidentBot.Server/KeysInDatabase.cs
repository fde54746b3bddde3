using System.Xml.Linq;
using IncidentBot.Storage;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace IncidentBot.Server;

/// <summary>Keeps the keys of the pages' forms in the database that all nodes share.</summary>
internal sealed class KeysInDatabase(Dialect dialect) : IXmlRepository
{
    private readonly PageKeys _keys = new(dialect);

    /// <inheritdoc />
    public IReadOnlyCollection<XElement> GetAllElements() => [.. _keys.Read().Select(XElement.Parse)];

    /// <inheritdoc />
    public void StoreElement(XElement element, string friendlyName) =>
        _keys.Add(friendlyName, element.ToString(SaveOptions.DisableFormatting));
}
