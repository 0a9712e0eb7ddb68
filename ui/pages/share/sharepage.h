// Sharing comes with 0.2: said plainly, with no switch that does nothing.
#pragma once

#include "ui/pages/common/page.h"

namespace ain::ui {

class SharePage : public Page {
    Q_OBJECT
public:
    explicit SharePage(Context &context, QWidget *parent = nullptr);

Q_SIGNALS:
    void studioWanted();
};

} // namespace ain::ui
