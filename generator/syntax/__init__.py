"""The syntax tree: what a file says, before any name is looked up."""
from .base import (
    Annotation, FnType, Item, Literal, LiteralType, Name, NamedType, OwnershipWord, ParamDecl, Ref, Text, TupleType,
    UnionType, WrappedType, references)
from .file import (
    ExternClassDecl, ExternTypeDecl, File, HookFiles, Import, ModuleHeader, SharedHeader)
from .values import (
    AliasDecl, ConstDecl, ConversionDecl, DictionaryDecl, EnumDecl, ErrorCodeDecl, ErrorsDecl, FlagsDecl,
    MemberDecl, OptionDecl, ProtocolDecl, ProtocolMemberDecl, RefusalDecl, ScalarDecl, SymbolDecl)
from .native import (
    CallbackDecl, Effect, NativeDecl, OpDecl)
from .classes import (
    AttributeDecl, CallableDecl, ClassDecl, EntryDecl, EventDecl, ExportsDecl, FieldDecl, HandlerDecl,
    ImplementDecl, SubpathDecl, TypeParamDecl)
from .bodies import (
    Call, ConditionSyntax, Dispatch, DispatchCase, EmitClause, FieldChange, FlagChange, Guard, HookClause, Listener,
    NameExpr, Notify, ObjectSyntax, Overload, OverloadItem, Read, SettleClause, SuperClause, TermSyntax, Where)
