using System.Text;

namespace LogPair.Testing.Pods.Variables;

/// <summary>Replaces <c>$(NAME)</c> in command, arguments and values of variables.</summary>
/// <remarks>
/// "If a variable cannot be resolved, the reference in the input string will be unchanged. Double $$ are reduced to a single $, which allows for
/// escaping the $(VAR_NAME) syntax": kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables.
/// </remarks>
internal static class VariableExpansion
{
    public static string Expand(string text, IReadOnlyDictionary<string, string> variables)
    {
        var expanded = new StringBuilder();
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] != '$' || at + 1 == text.Length)
            {
                expanded.Append(text[at]);
                continue;
            }

            at++;
            if (text[at] == '(' && text.IndexOf(')', at) is var end and > 0)
            {
                var name = text[(at + 1)..end];
                expanded.Append(variables.TryGetValue(name, out var value) ? value : $"$({name})");
                at = end;
            }
            else if (text[at] == '$') expanded.Append('$');
            else expanded.Append('$').Append(text[at]);
        }

        return expanded.ToString();
    }
}
