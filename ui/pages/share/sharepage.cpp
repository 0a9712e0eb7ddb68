#include "ui/pages/share/sharepage.h"

#include "ui/widgets/emptystate.h"
#include "ui/widgets/make.h"

namespace ain::ui {

using namespace Qt::StringLiterals;

SharePage::SharePage(Context &context, QWidget *parent) : Page(context, parent)
{
    auto *card = makeCard(this);
    auto *column = makeColumn(card, 0);
    auto *empty = new EmptyState(context.theme, u"share"_s, card);
    column->addWidget(empty);
    content()->addWidget(card, 1);
    connect(empty, &EmptyState::stepChosen, this, &SharePage::studioWanted);
    onLanguage([this, empty] {
        setTitle(tr("Share your GPU"));
        empty->setTexts(tr("Sharing your idle GPU for AIN comes with 0.2. Until then nothing of this computer is "
                           "shared, and nothing runs in the background."),
                        tr("Open the studio"));
    });
}

} // namespace ain::ui
