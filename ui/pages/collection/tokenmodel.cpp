#include "ui/pages/collection/tokenmodel.h"

#include "ui/format.h"
#include "ui/widgets/imageview.h"
#include "ui/widgets/prooflamp.h"

#include <QPainter>

#include <algorithm>

namespace ain::ui {

using namespace Qt::StringLiterals;

namespace {
constexpr int CardWidth = 184;
constexpr int CardHeight = 276;
constexpr int LampHeight = 28;
constexpr int Gap = 8;

QString keyOf(const Token &token) { return token.objectId + u'/' + token.tokenId; }
} // namespace

TokenModel::TokenModel(CollectionBackend &backend, const Clock &clock, QObject *parent)
    : QAbstractListModel(parent), m_backend(backend), m_clock(clock)
{
    connect(&backend, &CollectionBackend::changed, this, &TokenModel::reload);
    reload();
}

int TokenModel::rowCount(const QModelIndex &parent) const { return parent.isValid() ? 0 : int(m_tokens.size()); }

QVariant TokenModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_tokens.size())
        return {};
    const Token &token = m_tokens.at(index.row());
    const bool waits = token.ownerProof.isChecking && token.ownerProof.standing() == light::Standing::Unproven;
    switch (role) {
    case Qt::DisplayRole: return token.name;
    case CollectionRole: return token.collectionName;
    case NumberRole: return token.tokenId;
    case ImageRole:
        if (!m_images.contains(keyOf(token)))
            load(token);
        return m_images.value(keyOf(token));
    case LampTextRole: return tr("owner: %1").arg(Format::proof(token.ownerProof, m_clock.nowMs()));
    case LampShapeRole: return int(waits ? LampShape::Diamond : lampShape(token.ownerProof.standing()));
    case LampToneRole: return int(waits ? Tone::Plain : Format::proofTone(token.ownerProof.standing()));
    case Qt::ToolTipRole: return Format::proofReason(token.ownerProof, m_clock.nowMs());
    case Qt::AccessibleTextRole:
        return tr("%1, number %2 of %3, %4")
            .arg(token.name, token.tokenId, token.collectionName, index.data(LampTextRole).toString());
    default: return {};
    }
}

void TokenModel::setCollection(const QString &objectId)
{
    m_objectId = objectId;
    reload();
}

void TokenModel::reload()
{
    QList<Token> tokens;
    for (const Token &token : m_backend.tokens()) {
        if (m_objectId.isEmpty() || token.objectId == m_objectId)
            tokens.append(token);
    }
    // A proof that came is no reason to lose one's place.
    const bool isSame = std::equal(tokens.cbegin(), tokens.cend(), m_tokens.cbegin(), m_tokens.cend(),
                                   [](const Token &a, const Token &b) { return keyOf(a) == keyOf(b); });
    if (isSame) {
        m_tokens = std::move(tokens);
        if (!m_tokens.isEmpty())
            Q_EMIT dataChanged(index(0), index(int(m_tokens.size()) - 1));
        return;
    }
    beginResetModel();
    m_tokens = std::move(tokens);
    endResetModel();
}

void TokenModel::load(const Token &token) const
{
    const QString key = keyOf(token);
    // A null picture marks the request as made; a token without picture keeps it.
    m_images.insert(key, QImage());
    auto *self = const_cast<TokenModel *>(this);
    m_backend.image(token.objectId, token.tokenId, QSize(CardWidth * 2, CardWidth * 2))
        .then(self, [self, key](const Result<QImage> &image) {
            if (!image)
                return;
            self->m_images.insert(key, *image);
            for (int row = 0; row < self->m_tokens.size(); ++row) {
                if (keyOf(self->m_tokens.at(row)) == key)
                    Q_EMIT self->dataChanged(self->index(row), self->index(row), {ImageRole});
            }
        });
}

TokenDelegate::TokenDelegate(Theme &theme, QObject *parent) : QStyledItemDelegate(parent), m_theme(theme) { }

QSize TokenDelegate::sizeHint(const QStyleOptionViewItem & /*option*/, const QModelIndex & /*index*/) const
{
    return {CardWidth + Gap, CardHeight + Gap};
}

void TokenDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const Tokens &tokens = m_theme.tokens();
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    const QRectF card = QRectF(option.rect).adjusted(Gap / 2.0, Gap / 2.0, -Gap / 2.0, -Gap / 2.0);
    const bool selected = option.state.testFlag(QStyle::State_Selected);
    painter->setPen(QPen(selected ? tokens.accent : tokens.line, selected ? 2 : 1));
    painter->setBrush(tokens.surface);
    painter->drawRoundedRect(card.adjusted(0.5, 0.5, -0.5, -0.5), 14, 14);
    const QRectF picture(card.left() + 8, card.top() + 8, card.width() - 16, card.width() - 16);
    ImageView::paint(*painter, m_theme, index.data(TokenModel::ImageRole).value<QImage>(), picture, 10);
    const QRectF words(card.left() + 12, picture.bottom() + 8, card.width() - 24, 22);
    painter->setPen(tokens.text);
    painter->setFont(Theme::font(14, QFont::DemiBold));
    painter->drawText(words, Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(index.data().toString(), Qt::ElideRight, int(words.width())));
    painter->setPen(tokens.muted);
    painter->setFont(Theme::font(12));
    const QString line = u"%1 #%2"_s.arg(index.data(TokenModel::CollectionRole).toString(),
                                         index.data(TokenModel::NumberRole).toString());
    painter->drawText(words.translated(0, 21), Qt::AlignVCenter | Qt::AlignLeft,
                      painter->fontMetrics().elidedText(line, Qt::ElideMiddle, int(words.width())));
    const QRect lamp(int(words.left()) - 4, int(words.bottom()) + 20, int(words.width()) + 8, LampHeight);
    paintPill(*painter, lamp, Qt::AlignLeft, index.data(TokenModel::LampTextRole).toString(),
              LampShape(index.data(TokenModel::LampShapeRole).toInt()), tokens,
              Tone(index.data(TokenModel::LampToneRole).toInt()));
    painter->restore();
}

} // namespace ain::ui
