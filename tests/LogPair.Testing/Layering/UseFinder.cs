using Mono.Cecil;
using Mono.Cecil.Rocks;

namespace LogPair.Testing.Layering;

/// <summary>All that the types of a built assembly refer to: in signatures, bodies, attributes, generic arguments.</summary>
/// <remarks>Constants are not seen: the compiler copies their value.</remarks>
internal static class UseFinder
{
    public static IEnumerable<Use> Find(ModuleDefinition module) => module.GetAllTypes().SelectMany(Find);

    private static IEnumerable<Use> Find(TypeDefinition type)
    {
        var ofType = Uses(type, SourceName.Of(type), TypesOf(type).Select(t => (t, "")));
        return ofType.Concat(type.Methods.SelectMany(m => Uses(type, SourceName.Of(m), ReferencesOf(m))));
    }

    private static IEnumerable<Use> Uses(
        TypeDefinition user, string name, IEnumerable<(TypeReference? Type, string Member)> references)
    {
        foreach (var (reference, member) in references)
        {
            if (reference is null) continue;

            foreach (var used in Parts(reference))
            {
                // The member belongs to the type itself, not to its generic arguments
                var usedMember = used.FullName == reference.GetElementType().FullName ? member : "";
                var usedType = used.FullName.Replace('/', '.');
                yield return new Use(NamespaceOf(user), name, NamespaceOf(used), usedType, usedMember);
            }
        }
    }

    private static IEnumerable<TypeReference?> TypesOf(TypeDefinition type) =>
    [
        type.BaseType,
        .. type.Interfaces.Select(i => i.InterfaceType),
        .. type.Fields.Select(f => f.FieldType),
        .. type.Properties.Select(p => p.PropertyType),
        .. type.Events.Select(e => e.EventType),
        .. ConstraintsOf(type),
        .. AttributesOf([type, .. type.Fields, .. type.Properties, .. type.Events]),
    ];

    private static IEnumerable<(TypeReference?, string)> ReferencesOf(MethodDefinition method)
    {
        IEnumerable<TypeReference?> types =
        [
            method.ReturnType,
            .. method.Parameters.Select(p => p.ParameterType),
            .. method.Overrides.Select(o => o.DeclaringType),
            .. ConstraintsOf(method),
            .. AttributesOf([method, method.MethodReturnType, .. method.Parameters]),
        ];
        var ofSignature = types.Select(t => (t, ""));
        return method.HasBody ? ofSignature.Concat(ReferencesOf(method.Body)) : ofSignature;
    }

    private static IEnumerable<(TypeReference?, string)> ReferencesOf(Mono.Cecil.Cil.MethodBody body) =>
    [
        .. body.Variables.Select(v => (v.VariableType, "")),
        .. body.ExceptionHandlers.Select(h => (h.CatchType, "")),
        .. body.Instructions.SelectMany(i => ReferencesOf(i.Operand)),
    ];

    private static IEnumerable<(TypeReference?, string)> ReferencesOf(object? operand) => operand switch
    {
        TypeReference type => [(type, "")],
        GenericInstanceMethod method =>
            [.. ReferencesOf(method.ElementMethod), .. method.GenericArguments.Select(a => (a, ""))],
        MethodReference method =>
        [
            (method.DeclaringType, method.Name),
            (method.ReturnType, ""),
            .. method.Parameters.Select(p => (p.ParameterType, "")),
        ],
        FieldReference field => [(field.DeclaringType, field.Name), (field.FieldType, "")],
        _ => [],
    };

    private static IEnumerable<TypeReference?> ConstraintsOf(IGenericParameterProvider provider)
    {
        return provider.GenericParameters.SelectMany(p => p.Constraints).Select(c => c.ConstraintType);
    }

    private static IEnumerable<TypeReference?> AttributesOf(IEnumerable<ICustomAttributeProvider> providers)
    {
        foreach (var attribute in providers.SelectMany(p => p.CustomAttributes))
        {
            yield return attribute.AttributeType;
            foreach (var argument in attribute.ConstructorArguments)
            {
                yield return argument.Value as TypeReference ?? argument.Type;
            }
        }
    }

    /// <summary>The named types within a constructed one: of <c>List&lt;Foo[]&gt;</c>, <c>List</c> and <c>Foo</c>.</summary>
    private static IEnumerable<TypeReference> Parts(TypeReference type) => type switch
    {
        GenericParameter => [],
        GenericInstanceType generic => [generic.ElementType, .. generic.GenericArguments.SelectMany(Parts)],
        FunctionPointerType pointer =>
            [.. Parts(pointer.ReturnType), .. pointer.Parameters.SelectMany(p => Parts(p.ParameterType))],
        TypeSpecification specification => Parts(specification.ElementType),
        _ => [type],
    };

    private static string NamespaceOf(TypeReference type)
    {
        while (type.DeclaringType is not null) type = type.DeclaringType;
        return type.Namespace;
    }
}
