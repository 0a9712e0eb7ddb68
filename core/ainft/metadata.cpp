#include "core/ainft/metadata.h"

#include "core/ainft/cid.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace ain::ainft {

namespace {

constexpr int LabelMax = 150; // UTF-16 units
constexpr int DepthMax = 16; // of the 30 levels of the state tree, what is left below a token with a margin
constexpr int TokenNameMax = 200;
constexpr int TokenDescriptionMax = 20'000;
constexpr int NameMax = 64;
constexpr int SymbolMax = 16;
constexpr int DescriptionMax = 2'000;
constexpr int SupplyMax = 1'000'000;
constexpr qsizetype ReadTextMax = 100'000;
constexpr qsizetype ReadAttributesMax = 1'000;

bool isControl(QChar c) { return c.unicode() < 0x20 || c.unicode() == 0x7f; }

bool isReserved(QChar c) { return QStringView(u"/.$*#{}[]<>'\"` ").contains(c); }

bool isWellFormed(QStringView text) { return text.isValidUtf16(); }

/// Texts people see on one line.
bool isLine(const QString &text, int limit)
{
    return !text.trimmed().isEmpty() && text.size() <= limit && isWellFormed(text)
        && std::none_of(text.begin(), text.end(), isControl);
}

/// Texts of several lines; may be empty.
bool isText(const QString &text, int limit)
{
    return text.size() <= limit && isWellFormed(text)
        && std::none_of(text.begin(), text.end(), [](QChar c) { return isControl(c) && c != u'\n' && c != u'\t'; });
}

tl::unexpected<Error> badName(const QString &what, int limit)
{
    return failure(errors::AinftName, {{u"what"_s, what}, {u"limit"_s, limit}});
}

tl::unexpected<Error> notStorable(const QString &path, const QString &reason)
{
    return failure(errors::AinftMetadata, {{u"path"_s, path}, {u"reason"_s, reason}});
}

Result<> checkAt(const json::Value &value, const QString &path, int depth)
{
    if (value.isNull())
        return notStorable(path, u"null"_s);
    if (value.isArray())
        return notStorable(path, u"list"_s);
    if (value.isNumber() && !qIsFinite(value.toDouble()))
        return notStorable(path, u"number"_s);
    if (value.isString() && !isWellFormed(value.string()))
        return notStorable(path, u"text"_s);
    if (!value.isObject())
        return {};
    if (value.object().isEmpty())
        return notStorable(path, u"empty"_s);
    if (depth >= DepthMax)
        return notStorable(path, u"depth"_s);
    for (const auto &[name, member] : value.object()) {
        const QString below = path.isEmpty() ? name.left(LabelMax) : path + u'/' + name.left(LabelMax);
        if (!isStorableLabel(name))
            return notStorable(below, u"label"_s);
        auto checked = checkAt(member, below, depth + 1);
        if (!checked)
            return checked;
    }
    return {};
}

QString boundedText(const json::Value &value) { return value.toString().left(ReadTextMax); }

QString textOf(const json::Value &value)
{
    if (value.isString())
        return value.string().left(ReadTextMax);
    if (value.isNumber())
        return QString::number(value.toDouble(), 'g', 15);
    if (value.isBool())
        return value.toBool() ? u"true"_s : u"false"_s;
    return {};
}

bool isSha256(const QString &text)
{
    return text.size() == 64 && std::all_of(text.begin(), text.end(), [](QChar c) {
               return (c >= u'0' && c <= u'9') || (c >= u'a' && c <= u'f');
           });
}

void readAttribute(const json::Value &attribute, Token &token)
{
    const QString trait = textOf(attribute[u"trait_type"]);
    const QString value = textOf(attribute[u"value"]);
    if ((!trait.isEmpty() || !value.isEmpty()) && token.attributes.size() < ReadAttributesMax)
        token.attributes.append({trait, value});
}

/// Maps of our kind have the names "0", "1", …, which sort as texts ("10" < "2").
void readAttributes(const json::Value &attributes, Token &token)
{
    for (const json::Value &attribute : attributes.array())
        readAttribute(attribute, token);
    const json::Object &map = attributes.object();
    for (qsizetype i = 0; i < ReadAttributesMax; ++i) {
        const json::Value *attribute = map.find(QString::number(i));
        if (attribute == nullptr)
            break;
        readAttribute(*attribute, token);
    }
}

} // namespace

bool isStorableLabel(QStringView label)
{
    return !label.isEmpty() && label.size() <= LabelMax && isWellFormed(label)
        && std::none_of(label.begin(), label.end(), [](QChar c) { return isControl(c) || isReserved(c); });
}

Result<> checkStorable(const json::Value &value, const QString &path) { return checkAt(value, path, 0); }

json::Value toStorable(const json::Value &value)
{
    json::Object object;
    if (value.isArray()) {
        int index = 0;
        for (const json::Value &item : value.array()) {
            json::Value stored = toStorable(item);
            if (!stored.isNull())
                object.set(QString::number(index++), std::move(stored));
        }
    } else if (value.isObject()) {
        for (const auto &[name, member] : value.object()) {
            json::Value stored = toStorable(member);
            if (!stored.isNull())
                object.set(name, std::move(stored));
        }
    } else {
        return value;
    }
    return object.isEmpty() ? json::Value() : json::Value(std::move(object));
}

Result<json::Object> tokenMetadata(const TokenDraft &draft, const Content &image)
{
    if (!isLine(draft.name, TokenNameMax))
        return badName(u"name"_s, TokenNameMax);
    if (!isText(draft.description, TokenDescriptionMax))
        return badName(u"description"_s, TokenDescriptionMax);
    json::Object metadata{
        {u"name"_s, draft.name}, {u"image"_s, u"ipfs://"_s + image.cid}, {u"image_sha256"_s, image.sha256}};
    if (!draft.description.isEmpty())
        metadata.set(u"description"_s, draft.description);
    json::Object attributes;
    for (qsizetype i = 0; i < draft.attributes.size(); ++i) {
        const auto &[trait, value] = draft.attributes[i];
        const QString path = u"attributes/"_s + QString::number(i);
        if (trait.isEmpty())
            return notStorable(path + u"/trait_type"_s, u"empty"_s);
        attributes.set(QString::number(i), json::Object{{u"trait_type"_s, trait}, {u"value"_s, value}});
    }
    if (!attributes.isEmpty())
        metadata.set(u"attributes"_s, std::move(attributes));
    const json::Value generation = toStorable(draft.generation);
    if (!generation.isNull())
        metadata.set(u"generation"_s, generation);
    auto checked = checkStorable(metadata, u"metadata"_s);
    if (!checked)
        return failure(checked.error());
    return metadata;
}

void readTokenMetadata(const json::Value &metadata, Token &token)
{
    token.metadata = metadata;
    token.name = boundedText(metadata[u"name"]);
    token.description = boundedText(metadata[u"description"]);
    token.attributes.clear();
    readAttributes(metadata[u"attributes"], token);
    for (const json::Value &hash : {metadata[u"image_sha256"], metadata.at({u"generation", u"image_sha256"})}) {
        const QString text = hash.toString().toLower();
        if (isSha256(text)) {
            token.imageSha256 = text;
            break;
        }
    }
    const QString image = metadata[u"image"].toString();
    if (image.startsWith("ipfs://"_L1)) {
        const QString cid = image.mid(7, 130).section(u'/', 0, 0);
        if (looksLikeCid(cid))
            token.imageCid = cid;
    }
}

Result<> checkCollectionDraft(const CollectionDraft &draft)
{
    if (!isLine(draft.name, NameMax))
        return badName(u"name"_s, NameMax);
    const bool isSymbol = !draft.symbol.isEmpty() && draft.symbol.size() <= SymbolMax
        && std::all_of(draft.symbol.begin(), draft.symbol.end(),
                       [](QChar c) { return (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9'); });
    if (!isSymbol)
        return badName(u"symbol"_s, SymbolMax);
    if (!isText(draft.description, DescriptionMax))
        return badName(u"description"_s, DescriptionMax);
    if (draft.layout == Layout::Locked && (draft.maxSupply < 1 || draft.maxSupply > SupplyMax))
        return failure(errors::AinftSupply, {{u"limit"_s, SupplyMax}});
    if (draft.layout == Layout::Unknown)
        return failure(errors::InvalidArgument, {{u"what"_s, u"layout"_s}});
    return {};
}

} // namespace ain::ainft
