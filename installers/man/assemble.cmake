# The written page PAGE with what PROGRAM says of its options and commands at the line @REFERENCE@, as OUT.
execute_process(COMMAND "${CMAKE_COMMAND}" -E env QT_QPA_PLATFORM=offscreen LC_ALL=C.UTF-8
                        "${PROGRAM}" --man-page --lang "${LANGUAGE}"
    OUTPUT_FILE "${OUT}.reference" RESULT_VARIABLE result)
if(NOT result EQUAL 0)
    message(FATAL_ERROR "'${PROGRAM} --man-page' ended with ${result}")
endif()
file(READ "${OUT}.reference" reference)
file(READ "${PAGE}" page)
string(FIND "${page}" "@REFERENCE@\n" at)
if(at EQUAL -1)
    message(FATAL_ERROR "'${PAGE}' has no line @REFERENCE@")
endif()
string(REPLACE "@REFERENCE@\n" "${reference}" page "${page}")
file(WRITE "${OUT}" "${page}")
file(REMOVE "${OUT}.reference")
