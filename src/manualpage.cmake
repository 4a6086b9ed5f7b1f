# cmake -D PROGRAM=… -D NAME=… -D SECTION=… -D ABOUT=… -D VERSION=… -D OUTPUT=… -P manualpage.cmake
# Turns `PROGRAM --help` into a manual page, so that there is one text.
execute_process(COMMAND ${CMAKE_COMMAND} -E env LC_ALL=C.UTF-8 MIMIR_PROFILE=/nonexistent ${PROGRAM} --help
    OUTPUT_VARIABLE text RESULT_VARIABLE code)
if(code)
    message(FATAL_ERROR "${PROGRAM} --help ended with ${code}")
endif()
string(REPLACE "${PROGRAM}" "${NAME}" text "${text}") # Qt names the program as it was started
string(REPLACE "\\" "\\e" text "${text}")
string(REPLACE "-" "\\-" text "${text}")
string(REGEX REPLACE "(^|\n)([.'])" "\\1\\\\&\\2" text "${text}")
string(TOUPPER "${NAME}" title)
string(REPLACE "-" "\\-" name "${NAME}")
file(WRITE ${OUTPUT} ".TH ${title} ${SECTION} \"\" \"Mimir Sync ${VERSION}\"
.SH NAME
${name} \\- ${ABOUT}
.SH DESCRIPTION
.nf
${text}.fi
.SH SEE ALSO
.BR mimir (1),
.BR mimir\\-tray (1),
.BR mimir\\-teams\\-server (8)
")
