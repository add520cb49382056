using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace LogPair.Host.Web.Api;

/// <summary>What the code says of its types and members, from the files that the compiler makes of it.</summary>
internal sealed partial class Documentation
{
    private readonly Dictionary<string, XElement> _members = new[] { "logpair.xml", "LogPair.Processor.xml" }
        .SelectMany(file => XDocument.Load(Path.Combine(AppContext.BaseDirectory, file)).Descendants("member"))
        .Where(member => member.Attribute("name")!.Value.Contains(":LogPair.", StringComparison.Ordinal))
        .ToDictionary(member => member.Attribute("name")!.Value, StringComparer.Ordinal);

    public string? Of(Type type) => Text(Find($"T:{type.FullName}")?.Element("summary"));

    /// <summary>Of a property; that of a record's parameter stands with its type.</summary>
    public string? Of(MemberInfo member) =>
        Text(Find($"P:{member.DeclaringType!.FullName}.{member.Name}")?.Element("summary"))
        ?? Text(Find($"T:{member.DeclaringType.FullName}")?.Elements("param")
            .FirstOrDefault(parameter => parameter.Attribute("name")!.Value == member.Name));

    private XElement? Find(string name) => _members.GetValueOrDefault(name);

    private static string? Text(XElement? element) => element is null
        ? null
        : Spaces().Replace(string.Concat(element.Nodes().Select(Plain)), " ").Trim();

    private static string Plain(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => see.Attribute("cref")!.Value.Split('.')[^1],
        XElement element => element.Value,
        _ => "",
    };

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
