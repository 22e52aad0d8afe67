"""The resolved, engine-neutral model of one module: what the IDL says, with every name looked up.

Declarations are compared by identity and refer to each other directly, so that a plan can walk from
a method to the operation it calls, to that operation's native, to its callbacks. Every object that
can be referred to as a type has `kind`, a short word for conditions in templates.
"""
from . import crossable
from .bodies import (Call, ClearFlags, Condition, Dispatch, DispatchCase, Emit, Guard, Hook, HookRef, Listen,
                     Notify, ObjectExpr, Once, OptionRef, Overload, OverloadParam, ParamRef, ProtocolRef, Read, SetField,
                     SetFlags, Settle, Shape, SuperCall, Term, Assignment)
from .classes import (Attribute, Class, Constructor, Event, Field, Handler, Implementation, Method, Override,
                      RootFunction)
from .exports import ExportEntry, Exports, HookFile, Module, Subpath, TypeExport
from .native import Callback, Native, Op
from .origin import Annotations, Declaration, Doc
from .telling import telling
from .types import (Array, FunctionType, Handle, Literal, Nullable, Ownership, Param, Primitive, Promise, Self, This,
                    Tuple, TupleItem, TypeVar, Union, Unresolved, expand, js_kinds)
from .values import (Alias, Const, Conversion, Dictionary, Enum, EnumMember, ErrorCode, ErrorSet, ExternClass,
                     ExternType, Flag, Flags, Option, Protocol, ProtocolMember, Refusal, Scalar, Symbol, Value)
